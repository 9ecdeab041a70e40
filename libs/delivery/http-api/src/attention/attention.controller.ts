import { Controller, Get, Inject, type OnModuleDestroy } from '@nestjs/common';
import type { AttentionWatch } from '@vialog/attention';
import { attentionOverview, type AttentionOverview } from '@vialog/contracts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { attentionWatchToken } from '../tokens.ts';

/** What needs attention now, for the overview. */
@Controller('v1/attention')
export class AttentionController implements OnModuleDestroy {
  readonly #watch: AttentionWatch;

  constructor(@Inject(attentionWatchToken) watch: AttentionWatch) {
    this.#watch = watch;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(attentionOverview)
  overview(): Promise<AttentionOverview> {
    return this.#watch.overview();
  }

  onModuleDestroy(): void {
    this.#watch.stop();
  }
}
