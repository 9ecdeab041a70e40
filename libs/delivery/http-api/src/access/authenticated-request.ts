import type { Principal } from '@vialog/access';
import type { FastifyRequest } from 'fastify';

/** A request the guard let through; public routes have no principal. */
export interface AuthenticatedRequest extends FastifyRequest {
  principal?: Principal;
}
