import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import {
  streamCheck,
  streamCheckResponse,
  type StreamCheck,
  type StreamCheckResponse,
} from '@vialog/contracts';
import { streamWarnings, type Registry } from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { registryToken } from '../tokens.ts';

/** Warnings about a stream before a camera with it is stored. Does not connect to the camera. */
@Controller('v1/streams')
export class StreamCheckController {
  readonly #registry: Registry;

  constructor(@Inject(registryToken) registry: Registry) {
    this.#registry = registry;
  }

  @Post('check')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(streamCheckResponse)
  check(@Body({ schema: streamCheck }) { stream, cameraId }: StreamCheck): StreamCheckResponse {
    return { warnings: streamWarnings(this.#registry, { url: stream.url, cameraId }) };
  }
}
