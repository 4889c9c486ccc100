// Light or dark before anything is drawn: a plain script in <head>, without defer. Without it (or a cookie) the page
// follows the machine. The cookie `theme` (light | dark) is written by page.js's switch.
{
  const chosen = /(?:^|; )theme=(light|dark)(?:;|$)/.exec(document.cookie);
  if (chosen) document.documentElement.dataset.bsTheme = chosen[1];
}
