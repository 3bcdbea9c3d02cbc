package io.cellfolio.cli;

import java.lang.reflect.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lists the options of a command under headings, by the class that declares them. picocli's own
 * groups would start anew, and forget what they held, where an option is repeated.
 */
final class HelpSections {
  private static final Map<Class<?>, String> HEADINGS = new LinkedHashMap<>();

  static {
    HEADINGS.put(EncodingOptions.class, "The format:");
    HEADINGS.put(ContentOptions.class, "What is exported:");
    HEADINGS.put(DatasetOptions.class, "What the export says about itself:");
    HEADINGS.put(RunOptions.class, "The run:");
    HEADINGS.put(MessageOptions.class, "Messages:");
  }

  private HelpSections() {}

  /** Whether a command's arguments may ask for its help. */
  static boolean mayBeShown(String... arguments) {
    for (String argument : arguments) {
      boolean letters = argument.startsWith("-") && !argument.startsWith("--");
      if (argument.equals("--help") || (letters && argument.contains("h"))) {
        return true;
      }
    }
    return false;
  }

  /** Gives a command's help its headings. */
  static void addTo(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpSections::optionList);
  }

  private static String optionList(Help help) {
    StringBuilder text = new StringBuilder(list(help, null));
    HEADINGS.forEach(
        (owner, heading) -> {
          String list = list(help, owner);
          if (!list.isEmpty()) {
            text.append(String.format("%n%s%n", heading)).append(list);
          }
        });
    return text.toString();
  }

  private static String list(Help help, Class<?> owner) {
    List<OptionSpec> options =
        help.commandSpec().options().stream().filter(option -> owner(option) == owner).toList();
    return options.isEmpty()
        ? ""
        : help.optionListExcludingGroups(
            options, help.createDefaultLayout(), null, help.parameterLabelRenderer());
  }

  /** The class of a section that declares an option; null for the command's own options. */
  private static Class<?> owner(OptionSpec option) {
    return option.userObject() instanceof Member member
            && HEADINGS.containsKey(member.getDeclaringClass())
        ? member.getDeclaringClass()
        : null;
  }
}
