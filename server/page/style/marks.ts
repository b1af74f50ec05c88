/** Icons, states, channels, the scale of tones, commands. */
export const marks = `
.icon { width: 14px; height: 14px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.3; stroke-linecap: round; stroke-linejoin: round; }
.kind, .state, .tone { display: inline-flex; align-items: baseline; gap: 5px; white-space: nowrap; }
.kind .icon, .state .icon { align-self: center; }
.kind .icon { color: var(--quiet); }
.state { font-size: 12px; font-weight: 500; white-space: normal; }
.state.planned { color: var(--planned); }
.state.waiting { color: var(--waiting); }
.state.held { color: var(--held); }
.state.good { color: var(--good); }
.state.bad { color: var(--bad); }
.tone { font-size: 12px; color: var(--quiet); }
.tone svg { width: 17px; height: 11px; flex: none; align-self: center; }
.tone .on { fill: var(--tone); }
.tone .off { fill: var(--tone-off); }
.tone-4 { color: var(--ink); font-weight: 500; }
.hold { display: inline-flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; font-size: 12px; }
.hold + .hold { margin-left: 12px; }
.said::before { content: "« "; }
.said::after { content: " »"; }
:lang(en) .said::before { content: "“"; }
:lang(en) .said::after { content: "”"; }
.tag { display: inline-block; padding: 0 6px; border: 1px solid var(--line-strong); border-radius: 9px; font-size: 12px; }
.command { display: inline-block; padding: 1px 7px; border-radius: 5px; background: var(--sunk); border: 1px solid var(--line); user-select: all; }
.seen { display: block; font-size: 12px; }
.file { display: inline-flex; align-items: center; gap: 4px; }
.marks { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 16px; font-size: 13px; }
`.trim();
