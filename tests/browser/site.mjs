// The built site as the checks see it: every page, what is in it, and one page of each kind.

import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

async function files(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .filter((file) => !file.split('/').some((part) => part.startsWith('.')))
    .sort();
}

/** Runs in a browser, on the bytes of a page, without loading it: a parser, not a guess. */
function facts(html) {
  const doc = new DOMParser().parseFromString(html, 'text/html');
  const all = (selector) => [...doc.querySelectorAll(selector)];
  return {
    csp: all('meta[http-equiv="Content-Security-Policy" i]').map((meta) => meta.content),
    cspFirst: doc.head.firstElementChild?.httpEquiv === 'Content-Security-Policy',
    canonical: doc.querySelector('link[rel=canonical]')?.getAttribute('href') ?? null,
    icon: doc.querySelector('link[rel~=icon]')?.getAttribute('href') ?? null,
    noindex: all('meta[name=robots]').some((meta) => meta.content.includes('noindex')),
    refresh: doc.querySelector('meta[http-equiv=refresh i]')?.content.replace(/^.*?url=/i, '') ?? null,
    h1: all('h1').length,
    ids: all('[id]').map((element) => element.id),
    idrefs: all('[for],[aria-labelledby],[aria-describedby],[aria-controls],[headers]').flatMap((element) =>
      ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'headers'].flatMap(
        (name) => element.getAttribute(name)?.split(/\s+/).filter(Boolean) ?? [],
      ),
    ),
    links: all('[href],[src],[data],[poster]').map((element) =>
      ['href', 'src', 'data', 'poster'].map((name) => element.getAttribute(name)).find((value) => value !== null),
    ),
    scripts: all('script').filter((script) => script.type !== 'application/ld+json').length,
    inline: all('[style],style').length + all('*').filter((e) => e.getAttributeNames().some((n) => n.startsWith('on'))).length,
    code: all('pre code').length > 0,
    sources: all('.sources li').length,
    certainty: all('.facts dt').some((term) => term.textContent === 'How sure are we?'),
  };
}

/** One page; `blank` is a page of a browser, to parse it. */
export async function readPage(dir, file, blank) {
  const html = await readFile(join(dir, file));
  return { file, path: `/${file}`.replace(/\/index\.html$/, '/'), html, ...(await blank.evaluate(facts, html.toString())) };
}

export async function readSite(dir, browser) {
  const names = await files(dir);
  const blank = await browser.newPage();
  const pages = [];
  for (const file of names.filter((name) => name.endsWith('.html'))) pages.push(await readPage(dir, file, blank));
  await blank.close();
  const styles = names.filter((name) => name.endsWith('.css'));
  const shown = pages.filter((page) => !page.refresh);
  return { dir, files: names, pages, shown, styles, kinds: kinds(pages), cards: cards(shown), articles: pages.filter(isArticle).map((page) => page.path) };
}

/** For each kind of care card a page that has one, written by an author. */
const CARDS = ['box-warning', 'box-medicine', 'box-urgent', 'box-emergency'];
const cards = (pages) => Object.fromEntries(CARDS.map((card) => [card, pages.find((page) => page.html.includes(`class="box ${card}" role=`))?.path]));

const APART = ['/manual/', '/tools/', '/about/', '/topics/', '/references/', '/glossary/', '/urgent-help/', '/start-here/'];
const isArticle = (page) => page.sources > 0 && !APART.some((folder) => page.path.startsWith(folder));

/** One page of each kind; the heaviest of its kind, because it holds the most to go wrong. */
function kinds(pages) {
  const heaviest = (wanted) => pages.filter(wanted).sort((a, b) => b.html.length - a.html.length)[0]?.path;
  const exact = (path) => heaviest((page) => page.path === path);
  const child = (folder) => (page) => page.path.startsWith(folder) && page.path !== folder;
  const article = (certainty) => (page) => isArticle(page) && page.certainty === certainty;
  return {
    // Without these the checks would look at nothing, so a missing one is a failure.
    home: exact('/'),
    'start here': exact('/start-here/'),
    section: exact('/choosing/'),
    article: heaviest(article(false)),
    'evidence article': heaviest(article(true)),
    checklist: exact('/tools/is-this-therapist-a-fit/'),
    compare: exact('/tools/compare-therapists/'),
    'first call': exact('/tools/first-call-questions/'),
    'after a session': exact('/tools/after-session-notes/'),
    'urgent help': exact('/urgent-help/'),
    glossary: exact('/glossary/'),
    references: exact('/references/'),
    about: exact('/about/'),
    topics: exact('/topics/'),
    topic: heaviest(child('/topics/')),
    'not found': exact('/404.html'),
    manual: heaviest((page) => page.path.startsWith('/manual/') && page.code),
    // This is looked at as soon as the site has it.
    ...present({ 'a to z': exact('/a-z/') }),
  };
}

const present = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value));
