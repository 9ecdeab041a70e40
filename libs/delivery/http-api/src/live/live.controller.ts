import { Readable } from 'node:stream';
import { Controller, Get, Headers, Inject, Query, Req, Res } from '@nestjs/common';
import { queryNumber } from '@vialog/contracts';
import type { LiveHub } from '@vialog/events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { credentialsOf } from '../access/credentials.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiStreamResponse } from '../http/api-response.decorator.ts';
import { liveHubToken } from '../tokens.ts';
import { liveFrames } from './live-frames.ts';
import { OpenStreams } from './open-streams.ts';

const sequence = queryNumber(z.number('expected a sequence number').int().min(0));
const liveQuery = z.strictObject({
  lastEventId: sequence
    .optional()
    .describe('Sequence number of the last received message; like the header Last-Event-ID'),
});

/** The live feed: counts, gaps, health, changes of cameras and alerts. */
@Controller('v1/live')
export class LiveController {
  readonly #hub: LiveHub;
  readonly #streams: OpenStreams;

  constructor(@Inject(liveHubToken) hub: LiveHub, streams: OpenStreams) {
    this.#hub = hub;
    this.#streams = streams;
  }

  @Get()
  @RequirePermission('read')
  @ApiStreamResponse(
    'text/event-stream',
    'Server-sent events: count, gap, health, camera, cameras, alert, reset; id is the sequence',
  )
  live(
    @Query({ schema: liveQuery }) query: z.infer<typeof liveQuery>,
    @Headers('last-event-id') seen: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    // The client can have disconnected while its session was read. Then `close` was emitted already.
    if (reply.raw.destroyed) return;
    const after = sequence.safeParse(seen ?? query.lastEventId ?? undefined).data;
    const { signal, close } = this.#streams.open(credentialsOf(request));
    reply.raw.once('close', close);
    const frames = Readable.from(liveFrames(this.#hub, { after, signal }), { highWaterMark: 16 });
    void reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store, no-transform')
      .header('x-accel-buffering', 'no')
      .send(frames);
  }
}
