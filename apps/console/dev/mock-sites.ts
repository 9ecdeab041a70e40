import { siteInput, sitePatch, type Site } from '@vialog/contracts';
import { invalid, ok, problem, type MockResponse } from './mock-responses.ts';

/** The sites of the mock API. */
export class MockSites {
  items: Site[];

  constructor(items: readonly Site[]) {
    this.items = [...items];
  }

  register(body: unknown): MockResponse {
    const input = siteInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const siteId = `new${String(this.items.length).padStart(9, '0')}`;
    const site: Site = { ...input.data, siteId, createdAt: '2026-01-01T00:00:00.000Z' };
    this.items.push(site);
    return { status: 201, body: site };
  }

  change(siteId: string, body: unknown): MockResponse {
    const site = this.items.find((each) => each.siteId === siteId);
    if (!site) return problem(404, 'SITE_NOT_FOUND', 'There is no site with this id.');
    const input = sitePatch.safeParse(body);
    if (!input.success) return invalid(input.error);
    const all = Object.entries({ ...site, ...input.data });
    const changed = Object.fromEntries(all.filter(([, value]) => value !== null)) as Site;
    this.items = this.items.map((each) => (each.siteId === siteId ? changed : each));
    return ok(changed);
  }
}
