import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  StreamableFile,
} from '@nestjs/common';
import {
  isoOf,
  maskUrl,
  stillGrantId,
  streamStillGrant,
  streamStillInput,
  trialResponse,
  trialId,
  trialInput,
  type StreamStillGrant,
  type StreamStillInput,
  type TrialResponse,
  type TrialInput,
} from '@vialog/contracts';
import type { AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { logGrant, logPicture, principalOf } from './log-picture.ts';
import { StillDesk } from './still-desk.ts';

/** Pictures of a stream that is not registered yet, and trials on it: the id of the grant stands for the stream. */
@Controller('v1/streams/still-grants')
export class StreamStillController {
  readonly #desk: StillDesk;

  constructor(@Inject(StillDesk) desk: StillDesk) {
    this.#desk = desk;
  }

  @Post()
  @RequirePermission('install')
  @HttpCode(201)
  @ApiResponseSchema(streamStillGrant, 201)
  async grant(
    @Body({ schema: streamStillInput }) input: StreamStillInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<StreamStillGrant> {
    const grant = await this.#desk.grantStream(principalOf(request), input);
    logGrant(request, { ...grant, url: maskUrl(input.stream.url) });
    const { cameraId: grantId, holder, reason, expiresAt } = grant;
    return { grantId, reason, grantedTo: holder, expiresAt: isoOf(expiresAt) };
  }

  @Get(':id/still')
  @RequirePermission('install')
  @Header('cache-control', 'no-store')
  @ApiStreamResponse('image/jpeg', 'The current picture of the stream; it is not stored')
  async still(
    @Param('id', { schema: stillGrantId }) id: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<StreamableFile> {
    const still = await this.#desk.still(principalOf(request), this.#desk.stream(id));
    logPicture(request, id, 'still');
    return new StreamableFile(still.jpeg, { type: 'image/jpeg' });
  }

  @Post(':id/trial')
  @RequirePermission('install')
  @HttpCode(200)
  @ApiResponseSchema(trialResponse)
  async trial(
    @Param('id', { schema: stillGrantId }) id: string,
    @Body({ schema: trialInput }) input: TrialInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<TrialResponse> {
    const stream = this.#desk.stream(id);
    const { trialId: trial, ...counted } = await this.#desk.trial(principalOf(request), stream, input);
    logPicture(request, id, 'trial');
    const outlinesPath = `/v1/streams/still-grants/${id}/trials/${trial}/outlines`;
    return input.outlines ? { ...counted, outlinesPath } : counted;
  }

  @Get(':id/trials/:trial/outlines')
  @RequirePermission('install')
  @Header('cache-control', 'no-store')
  @ApiStreamResponse(
    'image/jpeg',
    'The picture of a trial with outlines of the counted objects; kept for 60 s',
  )
  async outlines(
    @Param('id', { schema: stillGrantId }) id: string,
    @Param('trial', { schema: trialId }) trial: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<StreamableFile> {
    const jpeg = await this.#desk.outlines(principalOf(request), this.#desk.stream(id), trial);
    logPicture(request, id, 'outlines');
    return new StreamableFile(jpeg, { type: 'image/jpeg' });
  }
}
