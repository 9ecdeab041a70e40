import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const mark = '__CSP_NONCE__';

/** The console's page and its policy as the build left them; both carry the mark a nonce takes the place of. */
export interface PageTemplate {
  readonly page: string;
  readonly policy: string;
}

/** Reads `index.html` and `content-security-policy.txt` of a built console. Throws with what to do if it is not built. */
export async function readPageTemplate(root: string): Promise<PageTemplate> {
  try {
    const [page, policy] = await Promise.all([
      readFile(join(root, 'index.html'), 'utf8'),
      readFile(join(root, 'content-security-policy.txt'), 'utf8'),
    ]);
    return { page, policy: policy.trim() };
  } catch (cause) {
    throw new Error(`the console is not built in ${root}; run "npm run build -w @vialog/console"`, { cause });
  }
}

/** One page for one response: a nonce nobody could guess, the same in the page and in its policy. */
export function fillPage(template: PageTemplate, nonce = randomBytes(18).toString('base64')): PageTemplate {
  return { page: template.page.replaceAll(mark, nonce), policy: template.policy.replaceAll(mark, nonce) };
}
