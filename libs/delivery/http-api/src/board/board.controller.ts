import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { boardQuery, boardResponse, type BoardQuery, type BoardResponse } from '@vialog/contracts';
import { readBoard, type EventPorts, type LiveHub } from '@vialog/events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { credentialsOf } from '../access/credentials.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { OpenStreams } from '../live/open-streams.ts';
import { eventPortsToken, liveHubToken } from '../tokens.ts';
import { boardFrames } from './board-frames.ts';

/** The board of a wall screen: what a kiosk link can read. */
@Controller('v1/board')
export class BoardController {
  readonly #events: EventPorts;
  readonly #hub: LiveHub;
  readonly #streams: OpenStreams;

  constructor(
    @Inject(eventPortsToken) events: EventPorts,
    @Inject(liveHubToken) hub: LiveHub,
    streams: OpenStreams,
  ) {
    this.#events = events;
    this.#hub = hub;
    this.#streams = streams;
  }

  @Get()
  @RequirePermission('board')
  @ApiResponseSchema(boardResponse)
  read(@Query({ schema: boardQuery }) query: BoardQuery): Promise<BoardResponse> {
    return readBoard(this.#events, query);
  }

  /** Says when to read the board again; it has no data itself. */
  @Get('live')
  @RequirePermission('board')
  @ApiStreamResponse(
    'text/event-stream',
    'Server-sent events: changed, at most one every 5 s; read the board again then',
  )
  live(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    // The client can have disconnected while its session was read. Then `close` was emitted already.
    if (reply.raw.destroyed) return;
    const { signal, close } = this.#streams.open(credentialsOf(request));
    reply.raw.once('close', close);
    const frames = Readable.from(boardFrames(this.#hub, { signal }), { highWaterMark: 4 });
    void reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store, no-transform')
      .header('x-accel-buffering', 'no')
      .send(frames);
  }
}
