package io.cellfolio.validate;

import java.util.Optional;
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
    checkCompression(findings, Rule.EXPORT_SETTINGS, settings);
    checkBits(findings, Rule.EXPORT_SETTINGS, settings, "var_quantization");
    checkBits(findings, Rule.EXPORT_SETTINGS, settings, "obs_continuous_quantization");
    Optional<Spot> dtype = settings.member("obs_categorical_dtype");
    if (dtype.isPresent()) {
      findings.require(
          Rule.EXPORT_SETTINGS,
          dtype.get().isOneOf(terms.categoryTypes()),
          dtype.get(),
          "one of " + String.join(", ", terms.categoryTypes()));
    }
  }

  /** Checks the member {@code compression} of an object. */
  static void checkCompression(Findings findings, Rule rule, Spot object) {
    Optional<Spot> spot = object.member("compression");
    if (spot.isPresent()) {
      findings.require(rule, isCompression(spot.get()), spot.get(), "null or 1 to 9");
    }
  }

  /** The member {@code compression} of an object; empty when it makes no sense. */
  static Optional<Spot> compression(Spot object) {
    Optional<Spot> spot = object.member("compression");
    return spot.isPresent() && isCompression(spot.get()) ? spot : Optional.empty();
  }

  private static boolean isCompression(Spot spot) {
    return spot.isNull() || spot.isWhole(1, 9);
  }

  /** Checks a member with the width of quantized values. */
  static void checkBits(Findings findings, Rule rule, Spot object, String member) {
    Optional<Spot> spot = object.member(member);
    if (spot.isPresent()) {
      findings.require(rule, isBits(spot.get()), spot.get(), "null, 8 or 16");
    }
  }

  /** A member with the width of quantized values; empty when it makes no sense. */
  static Optional<Spot> bits(Spot object, String member) {
    Optional<Spot> spot = object.member(member);
    return spot.isPresent() && isBits(spot.get()) ? spot : Optional.empty();
  }

  private static boolean isBits(Spot spot) {
    return spot.isNull() || spot.isWhole(8, 8) || spot.isWhole(16, 16);
  }
}
