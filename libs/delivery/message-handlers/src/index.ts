export { IndexCountsHandler, IndexCountsModule, type IndexCountsPorts } from './index-counts.handler.ts';
export { LiveFeedHandler, LiveFeedModule } from './live-feed.handler.ts';
export { RefusedEvents } from './refused-events.ts';
export { HealthBoardHandler, HealthBoardModule, type HealthBoardWriter } from './health-board.handler.ts';
