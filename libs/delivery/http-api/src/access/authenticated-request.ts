import type { Principal } from '@vialog/access';
import type { FastifyRequest } from 'fastify';

/** A request that passed the guard; on public routes it has no principal. */
export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}
