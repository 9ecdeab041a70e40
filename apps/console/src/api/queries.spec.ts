import { afterEach, expect, it, jest } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { cameraQuery, readAll } from './queries.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

it('all pages of a list are read with the cursor of the page before', async () => {
  const pages = [
    { items: [1, 2], nextCursor: 'next' },
    { items: [3], nextCursor: null },
  ];
  const fetch = jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation(() => Promise.resolve(Response.json(pages.shift())));
  expect(await readAll('/v1/sites')).toEqual([1, 2, 3]);
  expect(fetch.mock.calls.map(([address]) => address)).toEqual([
    '/v1/sites?limit=1000',
    '/v1/sites?limit=1000&cursor=next',
  ]);
});

it.each([
  [400, { status: 404, code: 'CAMERA_NOT_FOUND' }],
  [403, { status: 403, code: 'FORBIDDEN' }],
])('a camera that is rejected with status %i has the error %j', async (status, error) => {
  jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation(() => Promise.resolve(Response.json({ code: 'FORBIDDEN' }, { status })));
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  await expect(queries.fetchQuery(cameraQuery('nonsense'))).rejects.toMatchObject(error);
});
