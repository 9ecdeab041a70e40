import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Req,
} from '@nestjs/common';
import {
  changeChannel,
  createChannel,
  deleteChannel,
  listChannels,
  listDeliveries,
  resendDeliveries,
  rotateSecret,
  testChannel,
  type AlertChannelPorts,
} from '@vialog/alerting';
import {
  alertChannel,
  alertChannelId,
  alertChannelInput,
  alertChannelPatch,
  alertChannelsResponse,
  alertDeliveriesPage,
  alertDeliveriesQuery,
  channelTestResponse,
  createdAlertChannel,
  deliveryResend,
  deliveryResendResponse,
  signedAlertChannel,
  type AlertChannel,
  type AlertChannelInput,
  type AlertChannelPatch,
  type AlertChannelsResponse,
  type AlertDeliveriesPage,
  type AlertDeliveriesQuery,
  type ChannelTestResponse,
  type CreatedAlertChannel,
  type DeliveryResend,
  type DeliveryResendResponse,
  type SignedAlertChannel,
} from '@vialog/contracts';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiProblemResponse, ApiResponseSchema } from '../http/api-response.decorator.ts';
import { alertChannelPortsToken } from '../tokens.ts';

/** Where alerts are delivered. URLs of webhooks can contain secrets, so that readers do not see channels. */
@Controller('v1/alert-channels')
export class AlertChannelController {
  readonly #ports: AlertChannelPorts;

  constructor(@Inject(alertChannelPortsToken) ports: AlertChannelPorts) {
    this.#ports = ports;
  }

  @Get()
  @RequirePermission('write')
  @ApiResponseSchema(alertChannelsResponse)
  list(): Promise<AlertChannelsResponse> {
    return listChannels(this.#ports.alertChannels);
  }

  @Post()
  @RequirePermission('write')
  @ApiResponseSchema(createdAlertChannel, 201)
  create(
    @Body({ schema: alertChannelInput }) input: AlertChannelInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<CreatedAlertChannel> {
    return createChannel(this.#ports, { input, createdBy: principalOf(request).name });
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(alertChannel)
  change(
    @Param('id', { schema: alertChannelId }) id: string,
    @Body({ schema: alertChannelPatch }) patch: AlertChannelPatch,
  ): Promise<AlertChannel> {
    return changeChannel(this.#ports, id, patch);
  }

  @Delete(':id')
  @RequirePermission('write')
  @HttpCode(204)
  @ApiProblemResponse()
  delete(@Param('id', { schema: alertChannelId }) id: string): Promise<void> {
    return deleteChannel(this.#ports.alertChannels, id);
  }

  /** Sends a test event and waits for the response of the receiver. */
  @Post(':id/tests')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(channelTestResponse)
  test(@Param('id', { schema: alertChannelId }) id: string): Promise<ChannelTestResponse> {
    return testChannel(this.#ports, id);
  }

  /** Replaces the secret of the signatures; the previous one stays valid for 24 hours. */
  @Post(':id/secrets')
  @RequirePermission('write')
  @ApiResponseSchema(signedAlertChannel, 201)
  rotate(@Param('id', { schema: alertChannelId }) id: string): Promise<SignedAlertChannel> {
    return rotateSecret(this.#ports, id);
  }

  /** Sends events again that were given up, at most 1,000 of them. */
  @Post(':id/resends')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(deliveryResendResponse)
  resend(
    @Param('id', { schema: alertChannelId }) id: string,
    @Body({ schema: deliveryResend }) request: DeliveryResend,
  ): Promise<DeliveryResendResponse> {
    return resendDeliveries(this.#ports, id, request);
  }

  @Get(':id/deliveries')
  @RequirePermission('write')
  @ApiResponseSchema(alertDeliveriesPage)
  deliveries(
    @Param('id', { schema: alertChannelId }) id: string,
    @Query({ schema: alertDeliveriesQuery }) query: AlertDeliveriesQuery,
  ): Promise<AlertDeliveriesPage> {
    return listDeliveries(this.#ports.alertChannels, id, query);
  }
}
