// Every address of our own that a page, the sitemap or a feed names is asked for, and every anchor looked up.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export async function links(site, server, check, note) {
  const home = site.pages.find((page) => page.path === '/');
  const published = new URL(home.canonical).origin;
  const byPath = new Map(site.pages.map((page) => [page.path, page]));
  const answers = new Map();
  const ask = async (path) => {
    if (!answers.has(path)) {
      const response = await fetch(server.origin + path, { redirect: 'manual' });
      await response.arrayBuffer();
      answers.set(path, response.status);
    }
    return answers.get(path);
  };

  /** What is wrong with an address on the page at `base`, or null. */
  const wrong = async (address, base) => {
    const url = new URL(address, published + base);
    if (!/^https?:$/.test(url.protocol)) return /^(mailto|tel|sms):$/.test(url.protocol) ? null : `${address}: strange scheme`;
    if (url.origin !== published) return null;
    if (url.search) return `${address}: a query, on a static site`;
    const status = await ask(url.pathname);
    if (status !== 200) return `${address}: ${status}`;
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (anchor && !byPath.get(url.pathname)?.ids.includes(anchor)) return `${address}: no such anchor`;
    return null;
  };
  const wrongs = async (addresses, base) => (await Promise.all([...new Set(addresses)].map((a) => wrong(a, base)))).filter(Boolean);

  for (const page of site.pages) {
    const problems = await wrongs([...page.links, ...(page.refresh ? [page.refresh] : [])], page.path);
    if (page.canonical && !page.refresh && new URL(page.canonical).pathname !== page.path) problems.push(`canonical is ${page.canonical}`);
    check(page.path, problems);
  }

  const listed = [];
  for (const file of site.files.filter((name) => /(sitemap|feed)[^/]*\.(xml|json)$|^robots\.txt$/.test(name))) {
    const text = await readFile(join(site.dir, file), 'utf8');
    const addresses = (text.match(/https?:\/\/[^\s"'<>&\\)]+/g) ?? []).filter((address) => address.startsWith(`${published}/`));
    check(file, await wrongs(addresses, '/'));
    if (file.startsWith('sitemap')) listed.push(...addresses);
  }
  const wanted = site.pages.filter((page) => !page.refresh && !page.noindex).map((page) => page.canonical);
  check('sitemap', [
    ...wanted.filter((address) => !listed.includes(address)).map((address) => `lacks ${address}`),
    ...site.pages.filter((page) => page.noindex && listed.includes(page.canonical)).map((page) => `lists ${page.path}, which is noindex`),
  ]);

  const missing = await fetch(`${server.origin}/no/such/page/`);
  check('an address that does not exist', [
    ...(missing.status === 404 ? [] : [`answers ${missing.status}`]),
    ...((await missing.text()).includes('<h1') ? [] : ['shows no page of ours']),
  ]);
  note(`${answers.size} addresses of our own asked for`);
}
