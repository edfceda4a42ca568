/** Every colour has its two shades here. Text stands out from what is behind it by 4.5 to 1 or more. On paper there is light only. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --page: #fff; --card: #f5f7fa; --sunk: #eef1f5; --line: #ccd3dc; --text: #17202c; --quiet: #4f5b6b; --link: #0b57c0;
  --fail: #b01e16; --unknown: #7d4b00; --accepted: #5a37a6; --pass: #14652f; --none: #4f5b6b;
  --fail-back: #fdeceb; --unknown-back: #fdf1dc; --accepted-back: #f0ebfb; --pass-back: #e6f4ea; --none-back: #eef1f5;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #10151c; --card: #18202a; --sunk: #1f2934; --line: #3a4655; --text: #e7ecf2; --quiet: #aab6c5; --link: #8ab8ff;
    --fail: #ff9d93; --unknown: #f3c06a; --accepted: #c8b5ff; --pass: #86d9a0; --none: #aab6c5;
    --fail-back: #3a1d1c; --unknown-back: #37290f; --accepted-back: #2a2145; --pass-back: #15301f; --none-back: #1f2934;
  }
}
@media print { :root { color-scheme: light; } }
.fail { --mark: var(--fail); --back: var(--fail-back); }
.unknown { --mark: var(--unknown); --back: var(--unknown-back); }
.accepted { --mark: var(--accepted); --back: var(--accepted-back); }
.pass { --mark: var(--pass); --back: var(--pass-back); }
.notApplicable { --mark: var(--none); --back: var(--none-back); }
`;
