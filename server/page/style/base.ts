/** Colours and type. Colour means a state, and never alone; one accent for what can be followed. */
export const base = `
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #ffffff; --sunk: #f4f4f2; --line: #e7e6e3; --line-strong: #d6d5d1;
  --ink: #1c1d1f; --quiet: #63656b; --accent: #3552c8; --accent-soft: #eef1fc; --focus: #3552c8;
  --planned: #6b6e75; --waiting: #2860b8; --waiting-soft: #e9f0fb; --held: #8a5300; --held-soft: #fdf1dc;
  --good: #1d6f42; --good-soft: #e4f4ea; --bad: #b42318; --bad-soft: #fdecea;
  --tone: #3552c8; --tone-off: #d9dae0; --mark: #fff6dd;
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #131416; --card: #191b1e; --sunk: #1e2023; --line: #2a2c30; --line-strong: #3a3d42;
    --ink: #e8e8e6; --quiet: #9a9da4; --accent: #9db2ff; --accent-soft: #20263d; --focus: #9db2ff;
    --planned: #9a9da4; --waiting: #8ab4f0; --waiting-soft: #1a2637; --held: #e5b567; --held-soft: #2f2615;
    --good: #7cc79a; --good-soft: #17291f; --bad: #ff9c8f; --bad-soft: #361b18;
    --tone: #9db2ff; --tone-off: #3a3d42; --mark: #2f2a17;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 16px; }
body { margin: 0; background: var(--page); color: var(--ink); font: 14px/1.45 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, pre, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 20px; line-height: 1.35; font-weight: 600; letter-spacing: -0.012em; text-wrap: balance; max-width: 84ch; }
h2 { font-size: 13px; font-weight: 600; }
h3 { font-size: 14px; font-weight: 600; }
a { color: inherit; text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: 2px; }
p a, .lines a, .answer a, .facts a { text-decoration: underline; text-decoration-color: var(--line-strong); text-underline-offset: 3px; }
p a:hover, .lines a:hover, .answer a:hover, .facts a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.quiet { color: var(--quiet); }
.dot { color: var(--quiet); opacity: 0.7; }
.late { color: var(--bad); }
.figure, time, .num, .count { font-variant-numeric: tabular-nums; }
.figure, time { white-space: nowrap; }
.aside, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { position: fixed; z-index: 9; top: 8px; left: 8px; padding: 8px 12px; background: var(--card); border: 1px solid var(--line-strong); border-radius: 6px; }
code, pre { font-family: var(--mono); font-size: 12px; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`.trim();
