/** The report's whole style sheet: light and dark by the reader's preference, and fit for paper. */
export const style = `
:root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --ink: #1c2430; --soft: #5c6878; --line: #e1e6ec; --accent: #2f6fdf; --track: #e8edf4;
  --high: #b3261e; --medium: #a15c00; --low: #5c6878; --minus: #d9822b; --g0: #2f6fdf; --g1: #d9822b; --g2: #14866d; --g3: #b83280; --g4: #6b46c1; --g5: #0e7490; --g6: #7c6a00; --g7: #6b7280; }
@media (prefers-color-scheme: dark) { :root { --page: #12161c; --card: #1a2029; --ink: #e6eaf0; --soft: #98a4b5; --line: #2a323e; --accent: #6ea3ff; --track: #2a323e;
  --high: #ff8a80; --medium: #ffc46b; --low: #98a4b5; --minus: #f0a35e; --g0: #6ea3ff; --g1: #f0a35e; --g2: #4fd1b0; --g3: #f687b3; --g4: #b794f4; --g5: #67d4e8; --g6: #e3cf57; --g7: #a0aec0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 0 0 .9rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
p { margin: 0 0 .8rem; } p:last-child { margin-bottom: 0; }
.sub, .soft, figcaption { color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.4rem 1.5rem; margin-top: 1.25rem; }
.finding { display: grid; grid-template-columns: 5.2rem 1fr; gap: .75rem; padding: .6rem 0; border-top: 1px solid var(--line); }
.finding:first-of-type { border-top: 0; padding-top: 0; }
.badge { font-size: .72rem; font-weight: 600; letter-spacing: .05em; text-transform: uppercase; padding-top: .2rem; }
.high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); }
.finding p { margin: 0; overflow-wrap: anywhere; }
.bars { list-style: none; margin: 0; padding: 0; display: grid; gap: .35rem; }
.bars li { display: grid; grid-template-columns: minmax(6rem, 13rem) 1fr 4.6rem; gap: .75rem; align-items: center; }
.bars.wide li { grid-template-columns: minmax(5rem, 13rem) 1fr 7.5rem; }
.bars .label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bars .label.whole { white-space: normal; overflow-wrap: anywhere; line-height: 1.3; }
.bars .value { text-align: right; font-variant-numeric: tabular-nums; color: var(--soft); font-size: .9rem; white-space: nowrap; }
*, .track span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.track { height: .6rem; border-radius: 99px; background: var(--track); overflow: hidden; }
.track span { display: block; height: 100%; border-radius: 99px; background: var(--accent); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .4rem .6rem; border-top: 1px solid var(--line); }
th { font-weight: 600; } thead th { border-top: 0; color: var(--soft); font-size: .85rem; }
th:first-child, td:first-child { text-align: left; padding-left: 0; font-weight: 400; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; }
.card { border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1rem; min-width: 0; break-inside: avoid; }
.card .soft { font-size: .87rem; margin: .1rem 0 .7rem; }
.card .bars li { grid-template-columns: minmax(4rem, 6.5rem) 1fr 3.4rem; gap: .5rem; font-size: .87rem; }
.histogram { margin: 0; } .histogram svg { display: block; width: 100%; height: 64px; fill: var(--accent); }
.histogram line { stroke: var(--line); } figcaption { display: flex; justify-content: space-between; font-size: .8rem; margin-top: .2rem; }
.line-chart { margin: 0; min-width: 0; } .line-chart svg { display: block; width: 100%; border: 1px solid var(--line); border-radius: 6px; } .line-chart .legend { margin-top: .4rem; font-size: .8rem; }
.line-chart path { fill: none; stroke: var(--group); stroke-width: 2; stroke-linejoin: round; } .line-chart circle { fill: var(--group); } .line-chart .even { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; }
.notes { margin: 0; padding-left: 1.1rem; } .notes li { overflow-wrap: anywhere; margin-bottom: .35rem; }
.words th, .words td { text-align: left; } .words th, .words td:first-child { white-space: nowrap; } .words th:last-child, .words td:last-child { text-align: right; white-space: nowrap; }
.heat { width: auto; font-size: .85rem; border-collapse: separate; border-spacing: 2px; } .heat th, .heat td { border: 0; padding: 0; }
.heat td { width: 3.1rem; min-width: 3.1rem; height: 2rem; text-align: center; border-radius: 4px; }
.heat td[style] { background: color-mix(in srgb, var(--accent) var(--tint), var(--track)); } .heat td.minus { background: color-mix(in srgb, var(--minus) var(--tint), var(--track)); }
.heat th { font-weight: 400; color: var(--ink); } .heat th span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.heat th[scope=row] span { max-width: 11rem; padding-right: .6rem; } .heat th[scope=col] { vertical-align: top; } .heat th[scope=col] span { writing-mode: vertical-rl; max-height: 8rem; margin: .4rem auto 0; }
.group0 { --group: var(--g0); } .group1 { --group: var(--g1); } .group2 { --group: var(--g2); } .group3 { --group: var(--g3); }
.group4 { --group: var(--g4); } .group5 { --group: var(--g5); } .group6 { --group: var(--g6); } .group7 { --group: var(--g7); }
.kind { display: grid; grid-template-columns: 5.2rem 1fr; gap: .75rem; padding: .6rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; } .kind .badge::before { content: ""; display: inline-block; width: .65rem; height: .65rem; margin-right: .4rem; border-radius: 50%; background: var(--group); }
.kind ul { margin: .2rem 0 0; padding-left: 1.1rem; } .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.25rem; }
.scatter { margin: .5rem 0 0; max-width: 40rem; } .scatter svg { display: block; width: 100%; border: 1px solid var(--line); border-radius: 10px; }
.scatter path { fill: none; stroke: var(--group); stroke-width: 10; stroke-linecap: round; stroke-opacity: .55; } .scatter path:nth-of-type(even) { stroke-linecap: square; stroke-width: 8; }
.scatter text { font-size: 30px; font-weight: 700; text-anchor: middle; dominant-baseline: central; fill: var(--ink); stroke: var(--card); stroke-width: 7; paint-order: stroke; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: 0; padding: 0; } .legend li { overflow-wrap: anywhere; }
.legend li::before { content: ""; display: inline-block; width: .65rem; height: .65rem; margin-right: .4rem; border-radius: 50%; background: var(--group); } .legend li:nth-child(even)::before { border-radius: 2px; }
.chosen td { font-weight: 600; }
h2 + .soft { margin-top: -.6rem; } .gap { margin-top: 1.4rem; }
@media (max-width: 30rem) { .finding, .kind { grid-template-columns: 1fr; gap: 0; } .bars li { grid-template-columns: minmax(5rem, 8rem) 1fr 4rem; } .bars.wide li { grid-template-columns: 7rem 1fr 7rem; gap: .5rem; } section { padding: 1.1rem; } }
@media print { body { background: none; } section { break-inside: avoid-page; border: 0; padding: .8rem 0; } main { padding: 0; } }
`;
