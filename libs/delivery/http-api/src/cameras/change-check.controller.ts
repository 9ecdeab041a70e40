import { Controller, Get, Inject, Param } from '@nestjs/common';
import { cameraId, changeCheck, type ChangeCheck } from '@vialog/contracts';
import { checkChange, type EventPorts } from '@vialog/events';
import { readCamera, type Registry } from '@vialog/registry';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { eventPortsToken, registryToken } from '../tokens.ts';

/** Compares the figures of a camera since its last change with what was usual before. */
@Controller('v1/cameras')
export class ChangeCheckController {
  readonly #registry: Registry;
  readonly #events: EventPorts;

  constructor(@Inject(registryToken) registry: Registry, @Inject(eventPortsToken) events: EventPorts) {
    this.#registry = registry;
    this.#events = events;
  }

  @Get(':id/change-check')
  @RequirePermission('read')
  @ApiResponseSchema(changeCheck)
  async check(@Param('id', { schema: cameraId }) id: string): Promise<ChangeCheck> {
    const camera = await readCamera(this.#registry, id);
    return checkChange(this.#events, camera.cameraId);
  }
}
