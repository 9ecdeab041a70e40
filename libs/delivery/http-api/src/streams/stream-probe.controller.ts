import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { streamProbe, streamProbeInput, type StreamProbe, type StreamProbeInput } from '@vialog/contracts';
import type { IngestRequests } from '@vialog/ingest';
import { substreamOf, type OnvifReviewList } from '@vialog/onvif';
import { type Registry } from '@vialog/registry';
import { requestProbe } from '@vialog/stream-probe';
import type { FastifyRequest } from 'fastify';
import { clientKeyOf } from '../access/client-key.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { ingestRequestsToken, onvifReviewListToken, registryToken } from '../tokens.ts';
import { ProbeLimits } from './probe-limits.ts';

/** What a stream delivers, before a camera with it is registered. */
@Controller('v1/streams')
export class StreamProbeController {
  readonly #registry: Registry;
  readonly #ingestRequests: IngestRequests;
  readonly #onvif: OnvifReviewList;
  readonly #limits: ProbeLimits;

  constructor(
    @Inject(registryToken) registry: Registry,
    @Inject(ingestRequestsToken) ingestRequests: IngestRequests,
    @Inject(onvifReviewListToken) onvif: OnvifReviewList,
  ) {
    this.#registry = registry;
    this.#ingestRequests = ingestRequests;
    this.#onvif = onvif;
    this.#limits = new ProbeLimits(registry.clock);
  }

  @Post('probe')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(streamProbe)
  async probe(
    @Body({ schema: streamProbeInput }) input: StreamProbeInput,
    @Req() request: FastifyRequest,
  ): Promise<StreamProbe> {
    const ports = { registry: this.#registry, ingestRequests: this.#ingestRequests };
    const report = await this.#limits.run(clientKeyOf(request.ip), () => requestProbe(ports, input));
    const devices = this.#onvif.entries().map(({ reading }) => reading);
    const substream = substreamOf(devices, report.url);
    return substream === undefined ? report : { ...report, substream };
  }
}
