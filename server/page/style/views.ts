/** What single views add. */
export const views = `
.flows details { border-bottom: 1px solid var(--line); }
.flows summary { color: inherit; display: grid; grid-template-columns: 12px minmax(0, 1fr) auto 118px; gap: 8px; align-items: baseline; padding: 6px 0; cursor: pointer; list-style: none; font-size: 13px; }
.flows summary::-webkit-details-marker { display: none; }
.flows summary::before { content: "›"; color: var(--quiet); transition: rotate 120ms; justify-self: center; }
.flows details[open] summary::before { rotate: 90deg; }
.flows summary .name { font-weight: 500; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.flows .num { text-align: right; }
.flows .wide { color: var(--quiet); }
.flows table { margin: 0 0 10px; font-size: 12px; }
.flows tbody th { padding: 3px 8px 3px 20px; font-weight: 400; text-align: left; }
.flows tbody td { border: 0; padding: 3px 0 3px 8px; vertical-align: baseline; }
.flows td.num { white-space: nowrap; }
.flows td.num .state { margin-left: 6px; }
.flows td.bar { width: 56px; vertical-align: middle; }
.flows td.bar svg { display: block; width: 100%; height: 6px; background: var(--sunk); border-radius: 2px; }
.flows td.bar rect { fill: var(--waiting); opacity: 0.65; }
p.answer { font-size: 15px; max-width: 100ch; display: flex; flex-wrap: wrap; gap: 2px 6px; align-items: baseline; }
p.answer .seen { flex-basis: 100%; color: var(--quiet); }
p.answer .hold, p.answer .state { font-size: 14px; }
.top + .facts { padding: 0 0 20px; margin-bottom: 24px; border-bottom: 1px solid var(--line); }
.timeline li { display: grid; grid-template-columns: 132px 20px minmax(0, 1fr); gap: 10px; padding: 7px 0; font-size: 13px; position: relative; }
.timeline .when { text-align: right; }
.timeline .when time { display: inline-flex; flex-wrap: wrap; gap: 0 6px; justify-content: flex-end; }
.timeline li > .icon { margin: 2px 0 0 3px; color: var(--planned); z-index: 1; background: var(--page); }
.timeline li:not(:last-child)::before { content: ""; position: absolute; left: 152px; top: 24px; bottom: -8px; width: 1px; background: var(--line-strong); }
.timeline li.held > .icon { color: var(--held); }
.timeline li.bad > .icon { color: var(--bad); }
.timeline li.good > .icon { color: var(--good); }
.timeline li.waiting > .icon { color: var(--waiting); }
.timeline p { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; }
.timeline p .kind .icon { display: none; }
.timeline p .kind { color: var(--quiet); }
.timeline p.quiet { font-size: 12px; }
.note { font-size: 12px; padding-top: 6px; }
.commands { display: flex; flex-wrap: wrap; gap: 6px; padding-top: 8px; }
.stack, .cards { display: grid; gap: 12px; padding-top: 10px; }
.cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); align-items: start; }
.card { padding: 12px 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); display: grid; gap: 8px; font-size: 13px; min-width: 0; }
.card header { display: flex; justify-content: space-between; gap: 12px; }
.card h3 { display: flex; gap: 7px; align-items: baseline; font-size: 13px; }
.card h3 .icon { align-self: center; color: var(--quiet); }
.card .facts { gap: 6px 22px; }
.card .do { display: flex; flex-wrap: wrap; gap: 5px 8px; align-items: baseline; font-size: 12px; }
.card:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.tasks section + section, main > section + section { margin-top: 24px; }
summary { cursor: pointer; font-size: 13px; color: var(--quiet); }
summary:hover { color: var(--ink); }
.script { margin-top: 6px; padding: 10px 12px; background: var(--sunk); border-radius: 6px; white-space: pre-wrap; max-height: 340px; overflow-y: auto; }
pre.text { margin-top: 8px; padding: 14px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; }
#text pre { font: 14px/1.55 var(--sans); }
iframe.message { display: block; width: 100%; height: 760px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color-scheme: light dark; }
.address { overflow-wrap: anywhere; }
.steps { counter-reset: step; }
.steps > li { display: grid; grid-template-columns: 20px minmax(0, 1fr) auto; gap: 10px; padding: 10px 0; border-bottom: 1px solid var(--line); font-size: 13px; }
.steps > li > .icon { margin-top: 3px; color: var(--quiet); }
.steps > li > div:nth-of-type(1) > p:first-child { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: baseline; }
.steps > li:target { background: var(--mark); }
.ways { display: flex; flex-wrap: wrap; gap: 2px 16px; font-size: 12px; padding-top: 3px; }
.here { display: grid; gap: 2px; justify-items: end; text-align: right; font-size: 12px; align-content: start; }
.search { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; margin-bottom: 14px; }
.search input[type="search"] { width: min(100%, 340px); height: 30px; padding: 0 10px; border: 1px solid var(--line-strong); border-radius: 6px; background: var(--card); color: var(--ink); font: inherit; font-size: 13px; }
.check { display: inline-flex; gap: 6px; align-items: center; font-size: 13px; color: var(--quiet); }
.begin { counter-reset: begin; max-width: 720px; }
.begin li { counter-increment: begin; display: grid; grid-template-columns: 24px minmax(0, 1fr); gap: 4px 8px; padding: 12px 0; border-bottom: 1px solid var(--line); justify-items: start; }
.begin li::before { content: counter(begin); grid-row: span 2; color: var(--quiet); font-variant-numeric: tabular-nums; }
.fault { display: grid; gap: 10px; padding: 12vh 0; max-width: 60ch; }
.alone .fault { margin: 0 auto; padding: 16vh 24px; }
`.trim();
