/** The page, its text, its tables. Names and values break anywhere: nothing is wider than a phone. */
export const LAYOUT = `
*, ::before, ::after { box-sizing: border-box; }
:root { --font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.55 var(--font); overflow-wrap: anywhere; }
body > header, main, footer { max-width: 78rem; margin: 0 auto; padding: 0 1rem; }
body > header { padding-top: 2rem; }
footer { padding-block: 2rem; color: var(--quiet); border-top: 1px solid var(--line); margin-top: 3rem; }
h1 { font-size: clamp(1.7rem, 1.2rem + 2vw, 2.4rem); line-height: 1.15; margin: 0 0 .6rem; letter-spacing: -.015em; }
h2 { font-size: 1.45rem; line-height: 1.25; margin: 3rem 0 .8rem; letter-spacing: -.01em; }
h3 { font-size: 1.1rem; line-height: 1.35; margin: 2rem 0 .6rem; }
h4 { font-size: 1rem; line-height: 1.5; margin: 0 0 .4rem; }
p { margin: .5rem 0; }
ul, ol { padding-inline-start: 1.3rem; margin: .4rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
[hidden] { display: none !important; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: .86em; unicode-bidi: isolate; }
code { background: var(--sunk); padding: .08em .3em; border-radius: 4px; white-space: pre-wrap; }
a code { background: none; padding: 0; }
pre { background: var(--sunk); margin: .3rem 0; padding: .5rem .7rem; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .3rem 1rem; margin: .6rem 0; }
dt { font-weight: 600; }
dd { margin: 0; }
summary { cursor: pointer; color: var(--link); padding: .2rem 0; }
table { width: 100%; border-collapse: collapse; margin: .6rem 0 1.2rem; }
caption { text-align: start; color: var(--quiet); padding-bottom: .4rem; }
th, td { text-align: start; vertical-align: top; padding: .55rem .8rem .55rem 0; border-top: 1px solid var(--line); font-weight: 400; }
thead th { overflow-wrap: break-word; hyphens: auto; font-weight: 600; color: var(--quiet); font-size: .88rem; border-top: 0; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: .5rem; z-index: 3; }
@media screen and (max-width: 44rem) {
  .stack, .stack tbody, .stack tr, .stack th, .stack td, .stack caption { display: block; }
  .stack thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .stack th, .stack td { border: 0; padding: .15rem 0; }
  .stack tr { border-top: 1px solid var(--line); padding: .5rem 0; }
  .stack td[data-label]::before { content: attr(data-label) ': '; color: var(--quiet); font-size: .88rem; }
  .stack tr.beside { border: 0; padding-top: 0; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .4rem; }
}
`;
