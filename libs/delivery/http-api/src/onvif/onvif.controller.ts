import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  onvifDevice,
  onvifDeviceId,
  onvifDeviceInput,
  onvifDeviceList,
  onvifDiscoveryInput,
  onvifInterfaces,
  onvifInterfacesQuery,
  type OnvifDevice,
  type OnvifDeviceInput,
  type OnvifDeviceList,
  type OnvifDiscoveryInput,
  type OnvifInterfaces,
} from '@vialog/contracts';
import type { IngestRequests } from '@vialog/ingest';
import {
  discoverOnvifDevices,
  listOnvifDevices,
  onvifInterfacesOf,
  readOnvifDevice,
  type OnvifReviewList,
  type RequestOnvifPorts,
} from '@vialog/onvif';
import type { Registry } from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiProblemResponse, ApiResponseSchema } from '../http/api-response.decorator.ts';
import { ingestRequestsToken, onvifReviewListToken, registryToken } from '../tokens.ts';

/** ONVIF devices that a person looks for. Nothing is searched without a request, and nothing found is registered. */
@Controller('v1/onvif')
export class OnvifController {
  readonly #ports: RequestOnvifPorts;

  constructor(
    @Inject(registryToken) registry: Registry,
    @Inject(ingestRequestsToken) ingestRequests: IngestRequests,
    @Inject(onvifReviewListToken) list: OnvifReviewList,
  ) {
    this.#ports = { registry, ingestRequests, list };
  }

  @Get('interfaces')
  @RequirePermission('write')
  @ApiResponseSchema(onvifInterfaces)
  async interfaces(
    @Query({ schema: onvifInterfacesQuery }) { region }: { region: string },
  ): Promise<OnvifInterfaces> {
    return { items: await onvifInterfacesOf(this.#ports, region) };
  }

  @Post('discoveries')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(onvifDeviceList)
  async discover(
    @Body({ schema: onvifDiscoveryInput }) input: OnvifDiscoveryInput,
  ): Promise<OnvifDeviceList> {
    return { items: await discoverOnvifDevices(this.#ports, input) };
  }

  @Get('devices')
  @RequirePermission('write')
  @ApiResponseSchema(onvifDeviceList)
  devices(): OnvifDeviceList {
    return { items: listOnvifDevices(this.#ports) };
  }

  @Post('devices')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(onvifDevice)
  read(@Body({ schema: onvifDeviceInput }) input: OnvifDeviceInput): Promise<OnvifDevice> {
    return readOnvifDevice(this.#ports, input);
  }

  /** Removes an entry of the review list; an unknown one is gone already. */
  @Delete('devices/:id')
  @RequirePermission('write')
  @HttpCode(204)
  @ApiProblemResponse()
  remove(@Param('id', { schema: onvifDeviceId }) deviceId: string): void {
    this.#ports.list.remove(deviceId);
  }
}
