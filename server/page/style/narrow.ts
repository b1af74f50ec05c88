/** Narrow screens: navigation on top, tables as cards. */
export const narrow = `
@media (max-width: 960px) {
  body { display: block; }
  .side { position: static; height: auto; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 12px; padding: 12px 16px 0; border-right: 0; border-bottom: 1px solid var(--line); }
  .brand { padding: 0; }
  .workspace { display: none; }
  .foot { grid-column: 2; grid-row: 1; margin: 0; padding: 0; gap: 14px; align-items: center; }
  .side nav { grid-column: 1 / -1; margin: 0 -16px; padding: 0 8px; overflow-x: auto; scrollbar-width: none; }
  .side nav ul { display: flex; }
  .side nav li a { height: 40px; border-radius: 0; white-space: nowrap; border-bottom: 2px solid transparent; }
  .side nav li a .icon { display: none; }
  .side nav li a[aria-current] { background: none; border-bottom-color: var(--accent); }
  main { padding: 18px 16px 48px; }
  h1 { font-size: 18px; }
}
@media (max-width: 720px) {
  .scroll > table, .scroll > table > tbody { display: block; }
  .scroll > table > thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .scroll > table > tbody > tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1px 12px; padding: 9px 0; border-top: 1px solid var(--line); }
  .scroll > table > tbody > tr > td { display: block; padding: 0; border: 0; grid-column: 1; }
  .scroll > table > tbody > tr:not(.group):hover > td { background: none; }
  .scroll > table > tbody > tr.group { display: block; padding: 14px 0 6px; }
  tr.group th { display: block; padding: 0; border: 0; }
  tr.group th .quiet { float: none; display: block; }
  td.c-main { order: 1; font-size: 14px; }
  td.c-num { order: 2; grid-column: 2 !important; font-size: 14px; font-weight: 500; }
  td.c-ref { order: 4; grid-column: 1 / -1 !important; font-size: 12px; white-space: normal; }
  .c-main .line { max-width: none; white-space: normal; }
  details.group .scroll { padding-left: 0; }
  .envelope > div { grid-template-columns: 84px minmax(0, 1fr); }
  td.c-time { order: 2; grid-column: 2 !important; text-align: right; font-size: 12px; }
  tr:has(td.c-num) td.c-time { order: 7; }
  td.c-kind { order: 6; grid-column: 1 !important; font-size: 12px; }
  .scroll > table > tbody > tr > td.c-kind { display: flex; gap: 10px; }
  td.c-state { order: 8; grid-column: 1 / -1 !important; }
  td.c-step, td.c-why, td.c-open { order: 9; grid-column: 1 / -1 !important; font-size: 12px; text-align: left !important; }
  .timeline li { grid-template-columns: 20px minmax(0, 1fr); gap: 1px 10px; }
  .timeline .when { grid-column: 2; text-align: left; font-size: 12px; order: 2; }
  .timeline .when time { justify-content: flex-start; }
  .timeline li > .icon { order: 0; margin-left: 0; }
  .timeline li > div { order: 1; }
  .timeline li::before { display: none; }
  .steps > li { grid-template-columns: 20px minmax(0, 1fr); }
  .here { grid-column: 2; justify-items: start; text-align: left; grid-auto-flow: column; justify-content: start; gap: 10px; }
  .facts:not(.envelope, .column) { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px 16px; }
  .card .facts:not(.column) { grid-template-columns: minmax(0, 1fr); }
  .flows summary { grid-template-columns: 12px minmax(0, 1fr) auto auto; }
}
`.trim();
