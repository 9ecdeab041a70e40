import { Controller, Get, Header, Inject, Param, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { BaseMapSource } from '@vialog/base-map';
import { baseMap, tileAddress, type BaseMap, type TileAddress } from '@vialog/contracts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { baseMapToken } from '../tokens.ts';

/** The map that the console draws below the cameras. */
@Controller('v1/base-map')
export class BaseMapController {
  readonly #source: BaseMapSource;

  constructor(@Inject(baseMapToken) source: BaseMapSource) {
    this.#source = source;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(baseMap)
  describe(): BaseMap {
    return this.#source.describe();
  }

  @Get('town')
  @RequirePermission('read')
  @Header('cache-control', 'private, max-age=3600')
  @ApiStreamResponse('application/geo+json', 'The streets of the demo town, GeoJSON')
  town(): StreamableFile {
    return new StreamableFile(Buffer.from(JSON.stringify(this.#source.town)), {
      type: 'application/geo+json',
    });
  }

  /** Responds 204 where the map has no tile: map libraries then draw nothing and log no error. */
  @Get('tiles/:z/:x/:y')
  @RequirePermission('read')
  @Header('cache-control', 'private, max-age=3600')
  @ApiStreamResponse(
    'application/vnd.mapbox-vector-tile',
    'A tile of the XYZ scheme: a Mapbox Vector Tile, or a picture with its media type; 204 where the map has none',
  )
  async tile(
    @Param({ schema: tileAddress }) address: TileAddress,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const tile = await this.#source.tile(address);
    if (tile) return new StreamableFile(tile.bytes, { type: tile.mediaType });
    void reply.status(204);
    return undefined;
  }
}
