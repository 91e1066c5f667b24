// What the bytes of every page must hold: one h1, unique ids, one security policy, no script.

export async function structure(site, server, check) {
  const header = server.rules
    .filter((rule) => rule.path.test('/'))
    .flatMap((rule) => rule.headers)
    .find(([name]) => name.toLowerCase() === 'content-security-policy')?.[1];
  check('_headers', header?.includes("frame-ancestors 'none'") ? [] : ["no policy with frame-ancestors 'none' for every page"]);
  const policy = header?.replace(/;\s*frame-ancestors 'none'/, '');

  for (const page of site.pages) {
    const problems = [];
    if (page.h1 !== 1) problems.push(`${page.h1} h1`);
    const ids = new Set(page.ids);
    if (ids.size !== page.ids.length) problems.push(`duplicate ids: ${page.ids.filter((id, at) => page.ids.indexOf(id) !== at)}`);
    const lost = page.idrefs.filter((id) => !ids.has(id));
    if (lost.length) problems.push(`refers to ids that do not exist: ${lost}`);
    if (page.csp.length !== 1) problems.push(`${page.csp.length} policies in meta elements`);
    else if (page.csp[0] !== policy) problems.push(`policy differs from _headers: ${page.csp[0]}`);
    if (!page.cspFirst) problems.push('the policy is not the first element of the head, so it does not hold for what precedes it');
    if (page.scripts) problems.push(`${page.scripts} scripts`);
    if (page.inline) problems.push(`${page.inline} inline styles or event handlers`);
    check(page.path, problems);
  }
}
