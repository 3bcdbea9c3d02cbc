package io.cellfolio.validate;

/** How pages look, on light screens, dark screens and paper. */
final class PageStyle {
  private static final String RULES =
      """
      :root{color-scheme:light dark;--bg:#fff;--panel:#f4f6f8;--ink:#1b2026;--soft:#55606b;--line:#cfd6dd;--bar:#2b6ea6;
      --ok:#00734f;--warn:#8a5300;--bad:#b3123b}
      *{box-sizing:border-box}
      body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:66em;padding:1.5em 1.25em 3em;background:var(--bg);color:var(--ink)}
      h1{font-size:1.6em;line-height:1.25;margin:0}h2{font-size:1.25em;margin:2em 0 .4em;border-bottom:1px solid var(--line);padding-bottom:.2em}
      h3{font-size:1em;margin:1.4em 0 .2em}p{margin:.35em 0}
      .banner{border-left:.5em solid;border-radius:.3em;padding:.8em 1.1em;background:var(--panel)}
      .CLEAN{border-color:var(--ok)}.WARNINGS{border-color:var(--warn)}.ERRORS,.NOT_AN_EXPORT{border-color:var(--bad)}
      .counts{margin-top:.5em;font-weight:600}.counts span{margin-right:1.2em}
      .error{color:var(--bad)}.warning{color:var(--warn)}.info,.soft{color:var(--soft)}
      table{border-collapse:collapse;width:100%;margin:.6em 0}
      td,th{text-align:left;padding:.3em .7em .3em 0;vertical-align:top;border-top:1px solid var(--line);overflow-wrap:anywhere}
      th{font-weight:600;white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
      details{margin:.6em 0;border:1px solid var(--line);border-radius:.3em;padding:.5em .9em}
      details.in{margin:0;border:0;padding:0}ul{margin:.2em 0;padding-left:1.3em}summary{cursor:pointer}code,td,bdi{unicode-bidi:isolate}
      code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
      figure{margin:.6em 0 1.6em}figcaption{margin-bottom:.3em}
      svg{display:block;width:100%;height:auto;max-width:60em}
      svg text{font:13px system-ui,sans-serif;fill:var(--ink)}svg .t{fill:var(--soft);font-size:12px;font-weight:400}
      svg .f{fill:none;stroke:var(--line)}svg .g{stroke:var(--line);stroke-dasharray:2 3}svg .b{fill:var(--bar)}
      svg .x{fill:var(--bad)}svg .l{stroke:var(--bad);stroke-dasharray:6 3;stroke-width:1.5}
      svg path.d{fill:none;stroke:var(--c);stroke-linecap:round}svg .c{fill:var(--c)}
      svg .tag{font-weight:600;font-size:12px;paint-order:stroke;stroke:var(--bg);stroke-width:4px;stroke-linejoin:round}
      """;
  private static final String DARK =
      """
      --bg:#14171b;--panel:#1e2329;--ink:#e6eaee;--soft:#a2adb8;--line:#39414a;--bar:#5aa3dc;
      --ok:#3ecf9a;--warn:#f0b45a;--bad:#ff7d95
      """;

  private PageStyle() {}

  static String css() {
    return RULES
        + Palette.css()
        + "\n@media screen and (prefers-color-scheme:dark){:root{"
        + DARK
        + "}"
        + Palette.darkCss()
        + "}\n@media print{details{break-inside:avoid}}\n";
  }
}
