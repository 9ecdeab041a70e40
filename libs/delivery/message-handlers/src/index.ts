export { IndexCountsHandler, IndexCountsModule, type IndexCountsPorts } from './index-counts.handler.ts';
export { LiveFeedHandler, LiveFeedModule } from './live-feed.handler.ts';
export { RejectedEvents } from './rejected-events.ts';
export { HealthBoardHandler, HealthBoardModule, type HealthBoardWriter } from './health-board.handler.ts';
