// Small questions to a page in a browser, asked by more than one check.

/**
 * Collects what a page says and asks for; the list is emptied by whoever reads it. Addresses that hold
 * their own data reach nobody, and Firefox uses one itself; if a page of ours had one, the policy would say so.
 */
export function hear(page, origin) {
  const heard = [];
  page.on('console', (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:')) heard.push(`request to ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (why !== 'NS_BINDING_ABORTED') heard.push(`failed: ${request.url()} ${why}`); // that is: we left before the icon was there
  });
  return heard;
}

/** What makes the page scroll sideways, or null. */
export const overflow = (page) =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
    const names = wide.slice(0, 4).map((e) => e.tagName.toLowerCase() + (e.className ? `.${String(e.className).replaceAll(' ', '.')}` : ''));
    return `${root.scrollWidth} px of content in ${root.clientWidth} px (${names.join(', ')})`;
  });

/** In Chromium: text at twice its usual size, as readers set it in their browser. */
export async function doubled(page, on) {
  const client = await page.createCDPSession();
  await client.send('Page.setFontSizes', { fontSizes: on ? { standard: 32, fixed: 26 } : { standard: 16, fixed: 13 } });
  await client.detach();
}
