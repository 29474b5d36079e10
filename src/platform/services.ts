/** Names something that all requests of a process share. Whoever knows what it is makes the key. */
export interface ServiceKey<Service> {
  readonly name: string;
  /** For the compiler only. */
  readonly type?: Service;
}

export const serviceKey = <Service>(name: string): ServiceKey<Service> => ({ name });

/** What a process has for its requests, so that their context need not know the features that use it. */
export class Services {
  private readonly known = new Map<object, unknown>();

  /** @param service undefined where this installation has none */
  with<Service>(key: ServiceKey<Service>, service: Service | undefined): this {
    if (service !== undefined) this.known.set(key, service);
    return this;
  }

  get<Service>(key: ServiceKey<Service>): Service | undefined {
    return this.known.get(key) as Service | undefined;
  }
}
