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
  cameraId,
  isoOf,
  stillGrant,
  stillGrantInput,
  trialResponse,
  trialId,
  trialInput,
  type StillGrant,
  type StillGrantInput,
  type TrialResponse,
  type TrialInput,
} from '@vialog/contracts';
import type { AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { logGrant, logPicture, principalOf } from './log-picture.ts';
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
  @Header('cache-control', 'no-store')
  @ApiStreamResponse(
    'image/jpeg',
    'The current picture, for drawing zones; requires a grant; it is not stored',
  )
  async still(
    @Param('id', { schema: cameraId }) id: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<StreamableFile> {
    const still = await this.#desk.still(principalOf(request), await this.#desk.camera(id));
    logPicture(request, id, 'still');
    return new StreamableFile(still.jpeg, { type: 'image/jpeg' });
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
    const { trialId: trial, ...counted } = await this.#desk.trial(principalOf(request), camera, input);
    logPicture(request, id, 'trial');
    return input.outlines
      ? { ...counted, outlinesPath: `/v1/cameras/${id}/trials/${trial}/outlines` }
      : counted;
  }

  @Get(':id/trials/:trial/outlines')
  @RequirePermission('install')
  @Header('cache-control', 'no-store')
  @ApiStreamResponse(
    'image/jpeg',
    'The picture of a trial with outlines of the counted objects; kept for 60 s',
  )
  async outlines(
    @Param('id', { schema: cameraId }) id: string,
    @Param('trial', { schema: trialId }) trial: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<StreamableFile> {
    const jpeg = await this.#desk.outlines(principalOf(request), await this.#desk.camera(id), trial);
    logPicture(request, id, 'outlines');
    return new StreamableFile(jpeg, { type: 'image/jpeg' });
  }
}
