import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, StreamableFile } from '@nestjs/common';
import {
  cameraId,
  isoOf,
  liveTrialInput,
  liveTrialResponse,
  stillGrant,
  stillGrantInput,
  trialResponse,
  trialId,
  trialInput,
  type LiveTrialInput,
  type LiveTrialResponse,
  type StillGrant,
  type StillGrantInput,
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

/** Pictures of a registered camera for drawing zones, and trials of draft zones. */
@Controller('v1/cameras')
export class StillController {
  readonly #desk: StillDesk;

  constructor(@Inject(StillDesk) desk: StillDesk) {
    this.#desk = desk;
  }

  @Post(':id/still-grants')
  @RequirePermission('install')
  @HttpCode(201)
  @ApiResponseSchema(stillGrant, 201)
  async grant(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: stillGrantInput }) { reason }: StillGrantInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<StillGrant> {
    const grant = await this.#desk.grantCamera(principalOf(request), id, reason);
    logGrant(request, grant);
    return { cameraId: id, reason, grantedTo: grant.holder, expiresAt: isoOf(grant.expiresAt) };
  }

  @Get(':id/still')
  @RequirePermission('install')
  @PictureResponse('The current picture, for drawing zones; requires a grant; it is not stored')
  async still(
    @Param('id', { schema: cameraId }) id: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<StreamableFile> {
    return sendStill(this.#desk, request, await this.#desk.camera(id));
  }

  @Post(':id/trial')
  @RequirePermission('install')
  @HttpCode(200)
  @ApiResponseSchema(trialResponse)
  async trial(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: trialInput }) input: TrialInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<TrialResponse> {
    const camera = await this.#desk.camera(id);
    return sendTrial(this.#desk, request, { camera, input, path: `/v1/cameras/${id}` });
  }

  @Post(':id/live-trial')
  @RequirePermission('install')
  @HttpCode(200)
  @ApiResponseSchema(liveTrialResponse)
  async liveTrial(
    @Param('id', { schema: cameraId }) id: string,
    @Body({ schema: liveTrialInput }) input: LiveTrialInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<LiveTrialResponse> {
    return sendLiveTrial(this.#desk, request, { camera: await this.#desk.camera(id), input });
  }

  @Get(':id/trials/:trial/outlines')
  @RequirePermission('install')
  @OutlinesResponse()
  async outlines(
    @Param('id', { schema: cameraId }) id: string,
    @Param('trial', { schema: trialId }) trial: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<StreamableFile> {
    const camera = await this.#desk.camera(id);
    return sendOutlines(this.#desk, request, { camera, trialId: trial });
  }
}
