package io.cellfolio.validate;

import java.util.Set;

/** {@code export_settings} of the identity, and the values that manifests share with it. */
final class SettingsCheck {
  private static final Set<String> MEMBERS =
      Set.of(
          "compression",
          "var_quantization",
          "obs_continuous_quantization",
          "obs_categorical_dtype");

  private SettingsCheck() {}

  static void check(Spot settings, LayoutTerms terms, Findings findings) {
    if (!Members.check(findings, Rule.EXPORT_SETTINGS, settings, MEMBERS, Set.of())) {
      return;
    }
    settings
        .member("compression")
        .ifPresent(spot -> checkCompression(findings, Rule.EXPORT_SETTINGS, spot));
    settings
        .member("var_quantization")
        .ifPresent(spot -> checkBits(findings, Rule.EXPORT_SETTINGS, spot));
    settings
        .member("obs_continuous_quantization")
        .ifPresent(spot -> checkBits(findings, Rule.EXPORT_SETTINGS, spot));
    settings
        .member("obs_categorical_dtype")
        .ifPresent(
            spot ->
                findings.require(
                    Rule.EXPORT_SETTINGS,
                    spot.isOneOf(terms.categoryTypes()),
                    spot,
                    "one of " + String.join(", ", terms.categoryTypes())));
  }

  static void checkCompression(Findings findings, Rule rule, Spot spot) {
    findings.require(rule, isCompression(spot), spot, "null or 1 to 9");
  }

  static boolean isCompression(Spot spot) {
    return spot.isNull() || spot.isWhole(1, 9);
  }

  static void checkBits(Findings findings, Rule rule, Spot spot) {
    findings.require(rule, isBits(spot), spot, "null, 8 or 16");
  }

  static boolean isBits(Spot spot) {
    return spot.isNull() || spot.isWhole(8, 8) || spot.isWhole(16, 16);
  }
}
