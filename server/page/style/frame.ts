/** Navigation beside the content. */
export const frame = `
body { display: grid; grid-template-columns: 212px minmax(0, 1fr); min-height: 100vh; }
body.alone { display: block; }
.side { position: sticky; top: 0; height: 100vh; display: flex; flex-direction: column; gap: 2px; padding: 16px 12px; border-right: 1px solid var(--line); background: var(--page); }
.brand { display: flex; align-items: center; gap: 8px; padding: 0 8px; font-weight: 650; font-size: 15px; letter-spacing: -0.01em; }
.brand svg { width: 16px; height: 16px; fill: var(--accent); }
.brand:hover { text-decoration: none; }
.workspace { padding: 0 8px 14px 32px; color: var(--quiet); font-size: 12px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.side nav li a { display: flex; align-items: center; gap: 8px; height: 30px; padding: 0 8px; border-radius: 6px; color: var(--quiet); font-size: 13px; font-weight: 500; }
.side nav li a:hover { background: var(--sunk); color: var(--ink); text-decoration: none; }
.side nav li a[aria-current] { background: var(--sunk); color: var(--ink); }
.side nav .count { margin-left: auto; font-size: 12px; font-weight: 400; color: var(--quiet); }
.foot { margin-top: auto; padding: 0 8px; display: flex; justify-content: space-between; align-items: baseline; gap: 8px; font-size: 12px; }
.language { color: var(--quiet); }
main { padding: 24px 32px 64px; min-width: 0; max-width: 1640px; }
.top { margin-bottom: 20px; display: grid; gap: 8px; }
.crumb { font-size: 12px; color: var(--quiet); }
.crumb::before { content: "← "; }
h1.answer a { text-decoration-thickness: 1px; }
h1.answer time { white-space: normal; }
h1.answer .quiet { color: inherit; }
.notice { display: grid; gap: 2px; padding: 9px 12px; border-left: 3px solid var(--waiting); background: var(--waiting-soft); border-radius: 0 6px 6px 0; font-size: 13px; max-width: 110ch; }
.columns { display: grid; gap: 32px; grid-template-columns: minmax(0, 1fr); }
.list, .rail { min-width: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 28px; align-content: start; }
@media (min-width: 1240px) {
  .columns { grid-template-columns: minmax(0, 1fr) 328px; gap: 40px; }
}
section > .head { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; padding-bottom: 7px; border-bottom: 1px solid var(--line); }
section > .head p { font-size: 12px; text-align: right; }
.button, button { display: inline-flex; align-items: center; gap: 6px; height: 30px; padding: 0 12px; border: 1px solid var(--line-strong); border-radius: 6px; background: var(--card); color: var(--ink); font: inherit; font-size: 13px; font-weight: 500; cursor: pointer; text-decoration: none; }
.button:hover, button:hover { background: var(--sunk); text-decoration: none; }
`.trim();
