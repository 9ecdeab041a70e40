import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const placeholder = '__CSP_NONCE__';

/** The built page of the console and its Content Security Policy. Both contain the placeholder of the nonce. */
export interface PageTemplate {
  readonly page: string;
  readonly policy: string;
}

/**
 * Reads `index.html` and `content-security-policy.txt` of a built console.
 *
 * @throws {Error} when the console is not built; the message names the command that builds it
 */
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

/** Fills in the page of one response: page and policy get the same random nonce of 144 bits. */
export function fillPage(template: PageTemplate, nonce = randomBytes(18).toString('base64')): PageTemplate {
  return {
    page: template.page.replaceAll(placeholder, nonce),
    policy: template.policy.replaceAll(placeholder, nonce),
  };
}
