import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Req } from '@nestjs/common';
import {
  backTest,
  changeRule,
  createRule,
  deleteRule,
  listRules,
  type AlertRulePorts,
} from '@vialog/alerting';
import {
  alertRule,
  alertRuleId,
  alertRuleInput,
  alertRulePatch,
  alertRulesResponse,
  backTestInput,
  backTestResponse,
  type AlertRule,
  type AlertRuleInput,
  type AlertRulePatch,
  type AlertRulesResponse,
  type BackTestInput,
  type BackTestResponse,
} from '@vialog/contracts';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiProblemResponse, ApiResponseSchema } from '../http/api-response.decorator.ts';
import { alertPortsToken } from '../tokens.ts';

/** Rules that raise alerts. */
@Controller('v1/alert-rules')
export class AlertRuleController {
  readonly #ports: AlertRulePorts;

  constructor(@Inject(alertPortsToken) ports: AlertRulePorts) {
    this.#ports = ports;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(alertRulesResponse)
  list(): Promise<AlertRulesResponse> {
    return listRules(this.#ports);
  }

  @Post()
  @RequirePermission('write')
  @ApiResponseSchema(alertRule, 201)
  create(
    @Body({ schema: alertRuleInput }) input: AlertRuleInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<AlertRule> {
    return createRule(this.#ports, { input, createdBy: principalOf(request).name });
  }

  /** What a rule would have done in the last days; nothing is stored. */
  @Post('back-tests')
  @RequirePermission('read')
  @HttpCode(200)
  @ApiResponseSchema(backTestResponse)
  backTest(@Body({ schema: backTestInput }) input: BackTestInput): Promise<BackTestResponse> {
    return backTest(this.#ports.events, input);
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(alertRule)
  change(
    @Param('id', { schema: alertRuleId }) id: string,
    @Body({ schema: alertRulePatch }) patch: AlertRulePatch,
  ): Promise<AlertRule> {
    return changeRule(this.#ports, id, patch);
  }

  @Delete(':id')
  @RequirePermission('write')
  @HttpCode(204)
  @ApiProblemResponse()
  delete(@Param('id', { schema: alertRuleId }) id: string): Promise<void> {
    return deleteRule(this.#ports.alertRules, id);
  }
}
