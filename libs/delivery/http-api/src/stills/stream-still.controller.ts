import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, StreamableFile } from '@nestjs/common';
import {
  isoOf,
  liveTrialInput,
  liveTrialResponse,
  maskUrl,
  stillGrantId,
  streamStillGrant,
  streamStillInput,
  trialResponse,
  trialId,
  trialInput,
  type LiveTrialInput,
  type LiveTrialResponse,
  type StreamStillGrant,
  type StreamStillInput,
  type TrialResponse,
  type TrialInput,
} from '@vialog/contracts';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { logGrant } from './log-picture.ts';
import { OutlinesResponse, PictureResponse } from './picture-response.decorator.ts';
import { sendLiveTrial, sendOutlines, sendStill, sendTrial } from './send-picture.ts';
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
  @PictureResponse('The current picture of the stream; it is not stored')
  async still(
    @Param('id', { schema: stillGrantId }) id: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<StreamableFile> {
    return sendStill(this.#desk, request, this.#desk.stream(id));
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
    const camera = this.#desk.stream(id);
    return sendTrial(this.#desk, request, { camera, input, path: `/v1/streams/still-grants/${id}` });
  }

  @Post(':id/live-trial')
  @RequirePermission('install')
  @HttpCode(200)
  @ApiResponseSchema(liveTrialResponse)
  async liveTrial(
    @Param('id', { schema: stillGrantId }) id: string,
    @Body({ schema: liveTrialInput }) input: LiveTrialInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<LiveTrialResponse> {
    return sendLiveTrial(this.#desk, request, { camera: this.#desk.stream(id), input });
  }

  @Get(':id/trials/:trial/outlines')
  @RequirePermission('install')
  @OutlinesResponse()
  async outlines(
    @Param('id', { schema: stillGrantId }) id: string,
    @Param('trial', { schema: trialId }) trial: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<StreamableFile> {
    const camera = this.#desk.stream(id);
    return sendOutlines(this.#desk, request, { camera, trialId: trial });
  }
}
