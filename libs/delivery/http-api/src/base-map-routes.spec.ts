import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BaseMapSource } from '@vialog/base-map';
import type { BaseMap, TileAddress } from '@vialog/contracts';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

const town: BaseMap = {
  kind: 'raster',
  tilesPath: '/v1/base-map/tiles/{z}/{x}/{y}',
  minZoom: 3,
  maxZoom: 14,
  extent: { west: 112, south: 31, east: 113, north: 32 },
};
const source: BaseMapSource = {
  describe: () => town,
  town: { type: 'FeatureCollection', features: [] },
  tile: ({ z, x, y }: TileAddress) =>
    Promise.resolve(
      z === 3 && x === 6 && y === 2 ? { bytes: Buffer.from('PNG'), mediaType: 'image/png' } : undefined,
    ),
};

describe('base map', () => {
  let api: TestApi;
  beforeEach(async () => (api = await startTestApi({ baseMap: source })));
  afterEach(() => api.close());

  it('the base map is described to everyone who may read', async () => {
    expect(await send(api, 'GET /v1/base-map')).toMatchObject({ status: 200, body: town });
    expect((await send(api, 'GET /v1/base-map', { signedIn: false })).status).toBe(401);
  });

  it('the streets of the demo town are GeoJSON', async () => {
    const { text, headers } = await send(api, 'GET /v1/base-map/town');
    expect(headers['content-type']).toBe('application/geo+json');
    expect(JSON.parse(text)).toEqual(source.town);
  });

  it('a tile has its media type and may be cached by the browser for an hour', async () => {
    const { status, text, headers } = await send(api, 'GET /v1/base-map/tiles/3/6/2');
    expect({ status, text, type: headers['content-type'], cache: headers['cache-control'] }).toEqual({
      status: 200,
      text: 'PNG',
      type: 'image/png',
      cache: 'private, max-age=3600',
    });
  });

  it.each(['3/6/5', '3/99999/2', '14/1/1'])('the tile %s outside of the map is 204', async (address) => {
    expect((await send(api, `GET /v1/base-map/tiles/${address}`)).status).toBe(204);
  });

  it.each(['31/0/0', '-1/0/0', 'a/b/c', '3/6.5/2'])('the address %s is rejected', async (address) => {
    const { status, body } = await send(api, `GET /v1/base-map/tiles/${address}`);
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});
