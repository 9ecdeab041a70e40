import { Body, Controller, Get, Inject, Param, Patch, Query, Req } from '@nestjs/common';
import { changeAlert, listAlerts, type AlertRulePorts } from '@vialog/alerting';
import {
  alert,
  alertId,
  alertPatch,
  alertsPage,
  alertsQuery,
  type Alert,
  type AlertPatch,
  type AlertsPage,
  type AlertsQuery,
} from '@vialog/contracts';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { alertPortsToken } from '../tokens.ts';

/** Alerts, and what operators do with them. */
@Controller('v1/alerts')
export class AlertController {
  readonly #ports: AlertRulePorts;

  constructor(@Inject(alertPortsToken) ports: AlertRulePorts) {
    this.#ports = ports;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(alertsPage)
  list(@Query({ schema: alertsQuery }) query: AlertsQuery): Promise<AlertsPage> {
    return listAlerts(this.#ports.alerts, query);
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(alert)
  change(
    @Param('id', { schema: alertId }) id: string,
    @Body({ schema: alertPatch }) patch: AlertPatch,
    @Req() request: AuthenticatedRequest,
  ): Promise<Alert> {
    const { alerts, events } = this.#ports;
    return changeAlert(
      { alerts, clock: events.clock },
      { alertId: id, patch, by: principalOf(request).name },
    );
  }
}
