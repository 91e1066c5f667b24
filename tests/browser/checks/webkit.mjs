// Pages in WebKit, 320 px wide: they load whole, ask for nothing but themselves, a stylesheet and an icon, and do
// not scroll sideways. The window of WebKitGTK's browser cannot be so narrow, so each page is shown in a
// frame; the policy against frames is a header, and this host sends none. WebDriver tells of no console.

import { serve } from '../server.mjs';

// Its empty icon keeps the browser from asking for `/favicon.ico`, late, while the first page is looked at.
const FRAME = '<!doctype html><link rel="icon" href="data:,"><title>A window of 320 px</title><iframe style="border:0;width:320px;height:640px"></iframe>';

/** Runs in the page around: shows an address in the frame, and looks at it. */
async function look(path) {
  const frame = document.querySelector('iframe');
  await new Promise((loaded) => {
    frame.onload = loaded;
    frame.src = path;
  });
  const inside = frame.contentDocument;
  const root = inside.documentElement;
  return {
    path: frame.contentWindow.location.pathname,
    width: frame.contentWindow.innerWidth,
    heading: inside.querySelector('h1')?.textContent.trim() ?? '',
    styled: [...inside.styleSheets].some((sheet) => sheet.cssRules.length > 0),
    clipped: root.scrollWidth - root.clientWidth,
  };
}

export async function inWebkit({ site, page, paths, check }) {
  const host = await serve(site.dir, { headers: false, edit: (path, text) => (path === '/a/frame/' ? FRAME : text) });
  try {
    await page.goto(`${host.origin}/a/frame/`);
    for (const path of paths) {
      host.log.length = 0;
      const found = await page.evaluate(look, path);
      const problems = [];
      if (found.path !== path) problems.push(`is at ${found.path}`);
      if (found.width !== 320) problems.push(`the frame is ${found.width} px wide`);
      if (!found.heading) problems.push('shows no heading');
      if (!found.styled) problems.push('has no styles');
      if (found.clipped > 0) problems.push(`scrolls sideways by ${found.clipped} px`);
      for (const { url, status } of host.log) {
        if (status !== 200) problems.push(`not found: ${url}`);
        if (url !== path && !/\.(css|svg)$/.test(url)) problems.push(`more requests: ${url}`);
      }
      check(path, problems);
    }
  } finally {
    host.close();
  }
}
