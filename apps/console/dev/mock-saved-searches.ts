import { isoOf, savedSearchInput, savedSearchPatch, type SavedSearch } from '@vialog/contracts';
import { invalid, ok, problem, type MockResponse } from './mock-responses.ts';

interface SavedSearchRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly now: number;
}

/** Saved searches of the mock API. */
export class MockSavedSearches {
  #items: SavedSearch[] = [];
  #saved = 0;

  respond({ method, path, body, now }: SavedSearchRequest): MockResponse {
    const id = path.split('/')[3];
    if (id === undefined && method === 'GET') return ok({ items: this.#byName() });
    if (id === undefined) return this.#save(body, now);
    if (!this.#items.some((each) => each.savedSearchId === id))
      return problem(404, 'SEARCH_NOT_FOUND', 'No saved search has this id; it may have been deleted.');
    if (method === 'PATCH') return this.#change(id, body, now);
    this.#items = this.#items.filter((each) => each.savedSearchId !== id);
    return { status: 204 };
  }

  #byName(): readonly SavedSearch[] {
    return this.#items.toSorted((a, b) => a.name.localeCompare(b.name));
  }

  #save(body: unknown, now: number): MockResponse {
    const input = savedSearchInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    this.#saved += 1;
    const savedSearchId = `search${String(this.#saved).padStart(6, '0')}`;
    const [createdAt, changedAt] = [isoOf(now), isoOf(now)];
    const search = { savedSearchId, ...input.data, savedBy: 'administrator', createdAt, changedAt };
    this.#items.push(search);
    return { status: 201, body: search };
  }

  #change(id: string, body: unknown, now: number): MockResponse {
    const input = savedSearchPatch.safeParse(body);
    if (!input.success) return invalid(input.error);
    const { name, q } = input.data;
    this.#items = this.#items.map((each) =>
      each.savedSearchId === id
        ? { ...each, name: name ?? each.name, q: q ?? each.q, changedAt: isoOf(now) }
        : each,
    );
    return ok(this.#items.find((each) => each.savedSearchId === id));
  }
}
