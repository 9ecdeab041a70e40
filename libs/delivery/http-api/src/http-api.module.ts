import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, Reflector } from '@nestjs/core';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import type { AlertChannelPorts, AlertRulePorts } from '@vialog/alerting';
import type { CalendarPorts } from '@vialog/calendars';
import { OnvifReviewList } from '@vialog/onvif';
import { HealthModule, ProblemFilter, validationPipe } from '@vialog/service-runtime';
import { AccessGuard } from './access/access.guard.ts';
import { KioskLinkController } from './access/kiosk-link.controller.ts';
import { SessionController } from './access/session.controller.ts';
import { AlertChannelController } from './alerts/alert-channel.controller.ts';
import { AlertController } from './alerts/alert.controller.ts';
import { AlertRuleController } from './alerts/alert-rule.controller.ts';
import { AnalyticsController } from './analytics/analytics.controller.ts';
import { AttentionController } from './attention/attention.controller.ts';
import { watchAttention } from './attention/watch-attention.ts';
import { BaseMapController } from './base-map/base-map.controller.ts';
import { BoardController } from './board/board.controller.ts';
import { CalendarController } from './calendars/calendar.controller.ts';
import { SpecialDayController } from './calendars/special-day.controller.ts';
import { CameraController } from './cameras/camera.controller.ts';
import { CameraListController } from './cameras/camera-list.controller.ts';
import { CameraExchangeController } from './cameras/camera-exchange.controller.ts';
import { CameraViewController } from './cameras/camera-view.controller.ts';
import { ChangeCheckController } from './cameras/change-check.controller.ts';
import { CounterController } from './counters/counter.controller.ts';
import { DemoHistoryController } from './demo/demo-history.controller.ts';
import { EventController } from './events/event.controller.ts';
import { PlanningController } from './events/planning.controller.ts';
import { ReportController } from './events/report.controller.ts';
import { TrendController } from './events/trend.controller.ts';
import { reportPorts, reportSchedulePorts } from './events/report-ports.ts';
import { ReportRunController, ReportScheduleController } from './events/report-schedule.controller.ts';
import { CounterComparisonController } from './counter-comparisons/counter-comparison.controller.ts';
import { HandCountController } from './hand-counts/hand-count.controller.ts';
import { LiveController } from './live/live.controller.ts';
import { OpenStreams } from './live/open-streams.ts';
import { ModelBindingController } from './models/model-binding.controller.ts';
import { ModelController } from './models/model.controller.ts';
import { OnvifController } from './onvif/onvif.controller.ts';
import type { HttpApiPorts } from './ports/http-api-ports.ts';
import { ApiDescriptionController } from './service/api-description.controller.ts';
import { ApiDescription } from './service/api-description.ts';
import { ServiceController } from './service/service.controller.ts';
import { SavedSearchController } from './saved-searches/saved-search.controller.ts';
import { SiteBalanceController } from './sites/site-balance.controller.ts';
import { SiteController } from './sites/site.controller.ts';
import { StreamCheckController } from './streams/stream-check.controller.ts';
import { StreamProbeController } from './streams/stream-probe.controller.ts';
import { StillController } from './stills/still.controller.ts';
import { StillDesk } from './stills/still-desk.ts';
import { StreamStillController } from './stills/stream-still.controller.ts';
import * as tokens from './tokens.ts';

const controllers = [
  CameraViewController,
  ChangeCheckController,
  CameraExchangeController,
  StillController,
  StreamStillController,
  CameraController,
  CameraListController,
  HandCountController,
  CounterComparisonController,
  SiteBalanceController,
  SiteController,
  StreamCheckController,
  StreamProbeController,
  CounterController,
  DemoHistoryController,
  EventController,
  SavedSearchController,
  CalendarController,
  SpecialDayController,
  AlertRuleController,
  AlertController,
  AlertChannelController,
  AttentionController,
  TrendController,
  PlanningController,
  ReportController,
  ReportScheduleController,
  ReportRunController,
  AnalyticsController,
  LiveController,
  ModelController,
  ModelBindingController,
  OnvifController,
  BaseMapController,
  BoardController,
  KioskLinkController,
  SessionController,
  ApiDescriptionController,
];

/** The API as one Nest module; the app passes its adapters in one object. */
@Module({})
export class HttpApiModule {
  static register(ports: HttpApiPorts): DynamicModule {
    const { checks, metrics } = ports;
    return {
      module: HttpApiModule,
      imports: [HealthModule.register({ checks: () => checks, metrics }, ServiceController)],
      controllers,
      providers: [...portProviders(ports), ...requestPipeline],
    };
  }
}

const requestPipeline: Provider[] = [
  OpenStreams,
  ApiDescription,
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_PIPE, useFactory: validationPipe },
  {
    provide: APP_INTERCEPTOR,
    inject: [Reflector],
    useFactory: (reflector: Reflector) => new StandardSchemaSerializerInterceptor(reflector),
  },
];

function portProviders(ports: HttpApiPorts): Provider[] {
  return [
    { provide: tokens.registryToken, useValue: ports.registry },
    { provide: tokens.handCountsToken, useValue: ports.handCounts },
    { provide: tokens.counterComparisonsToken, useValue: ports.counterComparisons },
    { provide: tokens.setCountsToken, useValue: ports.setCounts },
    { provide: tokens.savedSearchesToken, useValue: ports.savedSearches },
    { provide: tokens.calendarPortsToken, useValue: calendarPorts(ports) },
    { provide: tokens.specialDaysToken, useValue: ports.specialDays },
    { provide: tokens.alertPortsToken, useValue: alertPorts(ports) },
    { provide: tokens.alertChannelPortsToken, useValue: alertChannelPorts(ports) },
    { provide: tokens.baseMapToken, useValue: ports.baseMap },
    { provide: tokens.accessToken, useValue: ports.access },
    { provide: tokens.sendCountsToken, useValue: ports.sendCounts },
    { provide: tokens.demoHistoryToken, useValue: ports.demoHistory },
    { provide: tokens.eventPortsToken, useValue: ports.events },
    { provide: tokens.reportPortsToken, useValue: reportPorts(ports) },
    { provide: tokens.reportSchedulePortsToken, useValue: reportSchedulePorts(ports) },
    { provide: tokens.analyticsToken, useValue: ports.analytics },
    { provide: tokens.liveHubToken, useValue: ports.live },
    { provide: tokens.healthBoardToken, useValue: ports.health },
    { provide: tokens.healthHistoryToken, useValue: ports.healthHistory },
    { provide: tokens.modelStoreToken, useValue: ports.models },
    { provide: tokens.attentionWatchToken, useValue: watchAttention(ports) },
    { provide: StillDesk, useValue: new StillDesk(ports) },
    { provide: tokens.ingestRequestsToken, useValue: ports.ingestRequests },
    { provide: tokens.metricsToken, useValue: ports.metrics },
    {
      provide: tokens.onvifReviewListToken,
      useValue: new OnvifReviewList({ clock: ports.registry.clock }),
    },
    { provide: tokens.httpSettingsToken, useValue: ports.http },
  ];
}

const calendarPorts = ({ calendars, holidayRules, registry }: HttpApiPorts): CalendarPorts => ({
  calendars,
  rules: holidayRules,
  sites: registry.sites,
  clock: registry.clock,
  random: registry.random,
});

const alertPorts = ({ alertRules, alerts, events, registry }: HttpApiPorts): AlertRulePorts => ({
  alertRules,
  alerts,
  events,
  random: registry.random,
});

const alertChannelPorts = ({
  alertChannels,
  alerts,
  channelSenders,
  registry,
}: HttpApiPorts): AlertChannelPorts => ({
  alertChannels,
  alerts,
  channelSenders,
  clock: registry.clock,
  random: registry.random,
});
