/** Entry of a reader process that replies to every query with the names of its environment variables. */
process.on('message', ({ id }: { id: number }) => process.send?.({ id, value: Object.keys(process.env) }));
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
