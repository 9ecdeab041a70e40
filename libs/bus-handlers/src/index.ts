export { OnMessage } from './on-message.ts';
export { IndexCountsHandler, IndexCountsModule } from './index-counts.handler.ts';
export { LiveFeedHandler, LiveFeedModule } from './live-feed.handler.ts';
export { watchedWriter } from './watched-writer.ts';
