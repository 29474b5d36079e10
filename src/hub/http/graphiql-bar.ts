import type { Demonstration } from './options';

export const BAR_STYLE = `
  body { margin: 0; }
  #geleit-bar { display: flex; gap: 1.25rem; align-items: center; height: 2.5rem; padding: 0 1rem; box-sizing: border-box;
    font: 0.875rem system-ui, sans-serif; color: #fff; background: #1d5c63; }
  #geleit-bar label { display: flex; gap: 0.5rem; align-items: center; }
  #geleit-bar select { font: inherit; padding: 0.15rem 0.3rem; max-width: 20rem; }
  #geleit-bar output { margin-left: auto; }
  #root, #root .graphiql-container { height: calc(100vh - 2.5rem); }
`;

/** The bar above the editor: who asks, and what for. */
export function barMarkup(personas: Demonstration['personas'], purposes: readonly string[]): string {
  const people = personas.map(({ name, label }) => option(name, label));
  const reasons = purposes.map((purpose) => option(purpose, purpose.toLowerCase().replaceAll('_', ' ')));
  return `<header id="geleit-bar">
    <strong>Demonstration</strong>
    <label>Persona <select id="geleit-persona">${people.join('')}</select></label>
    <label>Purpose <select id="geleit-purpose">${option('', 'none stated')}${reasons.join('')}</select></label>
    <output id="geleit-state" for="geleit-persona geleit-purpose"></output>
  </header>`;
}

/**
 * The script behind the bar. GraphiQL fetches through `window.fetch`, so wrapping that adds the two headers to its
 * queries, its subscriptions and its introspection; headers that somebody typed into the editor win.
 */
export function barScript(endpoints: readonly string[]): string {
  return `(() => {
    const persona = document.getElementById('geleit-persona');
    const purpose = document.getElementById('geleit-purpose');
    const state = document.getElementById('geleit-state');
    const fetchAsIs = window.fetch.bind(window);
    for (const select of [persona, purpose]) {
      const kept = localStorage.getItem(select.id);
      if ([...select.options].some(({ value }) => value === kept)) select.value = kept;
      select.addEventListener('change', () => localStorage.setItem(select.id, select.value));
    }

    let token;
    const renew = () => (token = fetchAsIs('/demonstration/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona: persona.value }),
    }).then(async (answer) => {
      state.textContent = answer.ok ? '' : 'No token for this persona: ' + answer.status;
      return answer.ok ? (await answer.json()).token : undefined;
    }, () => void (state.textContent = 'The hub does not answer.')));
    persona.addEventListener('change', renew);
    renew();

    window.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      if (url.origin !== location.origin || !${JSON.stringify(endpoints)}.includes(url.pathname)) return fetchAsIs(input, init);
      const send = async () => {
        const request = new Request(input instanceof Request ? input.clone() : input, init);
        const value = await token;
        if (value && !request.headers.has('authorization')) request.headers.set('authorization', 'Bearer ' + value);
        if (purpose.value && !request.headers.has('x-purpose')) request.headers.set('x-purpose', purpose.value);
        return fetchAsIs(request);
      };
      const answer = await send();
      if (answer.status !== 401) return answer;
      await renew();
      return send();
    };
  })();`;
}

function option(value: string, label: string): string {
  return `<option value="${escape(value)}">${escape(label)}</option>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
