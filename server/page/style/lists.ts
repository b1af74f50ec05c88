/** Tables, lists of lines, facts, filters. */
export const lists = `
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
thead th { padding: 7px 12px 5px 0; text-align: left; font-size: 12px; font-weight: 500; color: var(--quiet); white-space: nowrap; }
tbody td { padding: 6px 12px 6px 0; border-top: 1px solid var(--line); vertical-align: top; line-height: 1.4; }
thead + tbody tr:first-child td { border-top: 0; }
tbody tr { position: relative; }
tbody tr:not(.group):hover td { background: var(--sunk); }
td a { position: relative; z-index: 1; }
a.row { position: static; }
a.row::after { content: ""; position: absolute; inset: 0; }
td:first-child, thead th:first-child { padding-left: 8px; }
tr.group th { padding: 14px 8px 5px; text-align: left; font-weight: 600; font-size: 12px; border-top: 1px solid var(--line); }
tr.group th .quiet { float: right; font-weight: 400; }
.c-main { font-weight: 500; }
.c-main .line { white-space: nowrap; }
.c-num { text-align: right !important; white-space: nowrap; }
.c-time { white-space: nowrap; color: var(--quiet); font-variant-numeric: tabular-nums; }
td.c-kind > span { display: flex; }
.line { display: block; overflow: hidden; text-overflow: ellipsis; }
.line.quiet { font-size: 12px; font-weight: 400; }
.c-main .line { max-width: min(46ch, 27vw); }
.c-kind, .c-ref { white-space: nowrap; }
td.c-state { min-width: 104px; }
.c-open { text-align: right !important; }
td.c-ref { font-size: 12px; color: var(--quiet); }
.lines li { display: flex; justify-content: space-between; gap: 12px; padding: 6px 0; border-bottom: 1px solid var(--line); font-size: 13px; }
.lines li > span:last-child { text-align: right; }
.lines.two li { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1px; }
.lines.two p { display: flex; align-items: baseline; gap: 6px; }
.lines.two p:not(.people) > :last-child:not(:first-child):not(a) { margin-left: auto; white-space: nowrap; text-align: right; }
.lines.two p + p { font-size: 12px; }
.lines.two p.people { display: block; }
.lines .icon { align-self: center; color: var(--quiet); }
.facts { display: flex; flex-wrap: wrap; gap: 10px 28px; font-size: 13px; }
.facts dt { color: var(--quiet); font-size: 12px; }
.facts dd { max-width: 60ch; }
details.group { border-bottom: 1px solid var(--line); }
details.group > summary { display: flex; align-items: baseline; gap: 8px; padding: 7px 0; color: inherit; list-style: none; }
details.group > summary::-webkit-details-marker { display: none; }
details.group > summary::before { content: "›"; width: 12px; text-align: center; color: var(--quiet); flex: none; }
details.group[open] > summary::before { rotate: 90deg; }
details.group > summary .state { font-size: 13px; }
details.group > summary > :last-child { margin-left: auto; font-size: 12px; text-align: right; }
details.group .scroll { padding: 0 0 8px 12px; }
details.group table { table-layout: fixed; }
details.group .c-main { width: 38%; }
details.group .c-num { width: 17%; }
.envelope { flex-direction: column; gap: 4px; }
.envelope > div { display: grid; grid-template-columns: 110px minmax(0, 1fr); gap: 12px; }
.envelope dt { font-size: 13px; }
.facts.column { flex-direction: column; gap: 0; }
.facts.column > div { display: flex; justify-content: space-between; gap: 16px; padding: 6px 0; border-bottom: 1px solid var(--line); }
.facts.column dt { font-size: 13px; }
.facts.column dd { text-align: right; }
.empty { padding: 20px 0; display: grid; gap: 6px; }
.filters ul { display: flex; flex-wrap: wrap; gap: 4px; margin-bottom: 14px; }
.filters a { display: inline-flex; gap: 6px; padding: 3px 10px; border: 1px solid var(--line); border-radius: 14px; font-size: 12px; font-weight: 500; color: var(--quiet); }
.filters a:hover { background: var(--sunk); text-decoration: none; }
.filters a[aria-current] { background: var(--accent-soft); border-color: var(--accent); color: var(--ink); }
.filters .count { font-weight: 400; }
.pager { display: flex; justify-content: flex-end; gap: 8px; margin-top: 16px; }
`.trim();
