/** The report's whole style sheet: light and dark by the reader's preference, and fit for paper. */
export const style = `
:root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --ink: #1c2430; --soft: #5c6878; --line: #e1e6ec; --accent: #2f6fdf; --track: #e8edf4;
  --high: #b3261e; --medium: #a15c00; --low: #5c6878; }
@media (prefers-color-scheme: dark) { :root { --page: #12161c; --card: #1a2029; --ink: #e6eaf0; --soft: #98a4b5; --line: #2a323e; --accent: #6ea3ff; --track: #2a323e;
  --high: #ff8a80; --medium: #ffc46b; --low: #98a4b5; } }
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
.bars .label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
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
.notes { margin: 0; padding-left: 1.1rem; } .notes li { overflow-wrap: anywhere; margin-bottom: .35rem; }
.chosen td { font-weight: 600; }
h2 + .soft { margin-top: -.6rem; } .gap { margin-top: 1.4rem; }
@media (max-width: 30rem) { .finding { grid-template-columns: 1fr; gap: 0; } .bars li { grid-template-columns: minmax(5rem, 8rem) 1fr 4rem; } section { padding: 1.1rem; } }
@media print { body { background: none; } section { break-inside: avoid-page; border: 0; padding: .8rem 0; } main { padding: 0; } }
`;
