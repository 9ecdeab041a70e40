import { MockAnalytics } from './mock-analytics.ts';
import { MockAlerts } from './mock-alerts.ts';
import { MockCalendars } from './mock-calendars.ts';
import { MockChannels } from './mock-channels.ts';
import { boardRoutes, MockKioskLinks } from './mock-board.ts';
import { MockModels } from './mock-models.ts';
import { MockReports } from './mock-reports.ts';
import { overviewRoutes } from './mock-overview.ts';
import { ok, type MockResponse, type MockRouteRequest } from './mock-responses.ts';
import { MockSavedSearches } from './mock-saved-searches.ts';
import { specialDayRoutes } from './mock-special-days.ts';

interface MockRoutes {
  respond(request: MockRouteRequest): MockResponse;
}

/** Resources of the mock API that keep their own records, by the beginning of their paths. */
export const mockRoutes = (): readonly (readonly [path: RegExp, routes: MockRoutes])[] => [
  [/^\/v1\/analytics/, new MockAnalytics()],
  [/^\/v1\/attention$/, overviewRoutes],
  [/^\/v1\/alert-channels/, new MockChannels()],
  [/^\/v1\/board$/, boardRoutes],
  [/^\/v1\/kiosk-links/, new MockKioskLinks()],
  [/^\/v1\/alert/, new MockAlerts('cam000000000')],
  [/^\/v1\/(models|model-bindings|cameras\/\w+\/change-check)/, new MockModels()],
  [/^\/v1\/report-(schedules|runs)/, new MockReports()],
  [/^\/v1\/(calendars|holiday-regions)/, new MockCalendars()],
  [/^\/v1\/demo\/history$/, { respond: () => ok({ kind: 'none', cameras: 0 }) }],
  [/^\/v1\/saved-searches/, new MockSavedSearches()],
  [/^\/v1\/special-days$/, specialDayRoutes],
];
