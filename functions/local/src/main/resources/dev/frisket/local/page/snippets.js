import { ROOT } from "./api.js";
import { $, chosen, say } from "./elements.js";
import { requestOf } from "./request.js";

// The request as code that runs as it stands: it sends the request, waits for the end and prints the artwork. The answer
// itself waits, as long as this server lets it; only what takes longer, or another server, makes the programs look again.
// After a 429 they retry after Retry-After; after any other error they exit with the API's message.
// For text they also print what was found, on standard error: only that shows whether the words were understood.
// Each reads the key from FRISKET_API_KEY, so that the copied code contains no secret.

const WAIT_SECONDS = 25;
const MAX_RETRY_SECONDS = 60;

// Indented, but pairs of numbers on one line.
const json = (request) => JSON.stringify(request, null, 2).replace(/\[\n\s+([^[\]{}"]+?)\n\s+\]/g, (_, numbers) => `[${numbers.replace(/\n\s+/g, " ")}]`);

const isText = ({ method }) => method === "text";

// With --fail-with-body, curl prints the API's message and fails; it asks again after a 429 by itself.
function curl(root, request) {
  const body = json(request).replaceAll("'", "'\\''");
  const flags = `-sS --fail-with-body --retry 3 --retry-max-time ${MAX_RETRY_SECONDS}`;
  const call = `curl ${flags} "${root}/v2/artworks/segmentation" \\
  -H "Authorization: Bearer $FRISKET_API_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Prefer: wait=${WAIT_SECONDS}" \\
  -d '${body}'`;
  if (!isText(request)) return `${call}\n`;
  return `if artwork=$(${call}); then
  echo "$artwork"
  curl ${flags} "${root}/v2/artworks/$(sed 's/^{"id":"\\([^"]*\\).*/\\1/' <<<"$artwork")/masks" -H "Authorization: Bearer $FRISKET_API_KEY" >&2
else
  echo "$artwork" >&2
  false
fi
`;
}

// Python's literals are JSON's but for these; a string's content is not between a colon or comma and an end.
function python(root, request) {
  const body = json(request).replace(/^(\s*(?:"\w+": )?)(true|false|null)(,?)$/gm, (_, before, word, after) => before + PYTHON[word] + after);
  const found = `if artwork["status"] == "succeeded":
    print(json.dumps(call("${root}/v2/artworks/" + artwork["id"] + "/masks")), file=sys.stderr)
`;
  return `import json
import os
import sys
import time
import urllib.error
import urllib.request


def call(url, body=None):
    headers = {
        "Authorization": "Bearer " + os.environ["FRISKET_API_KEY"],
        "Content-Type": "application/json",
        "Prefer": "wait=${WAIT_SECONDS}",
    }
    data = json.dumps(body).encode() if body else None
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers)) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        seconds = int(refusal.headers.get("Retry-After", 1))
        if refusal.code != 429 or seconds > ${MAX_RETRY_SECONDS}:
            sys.exit(json.load(refusal)["message"])
    time.sleep(seconds)
    return call(url, body)


artwork = call("${root}/v2/artworks/segmentation", ${body})
while artwork["status"] in ("starting", "processing"):
    time.sleep(1)
    artwork = call("${root}/v2/artworks/" + artwork["id"])
print(json.dumps(artwork, indent=2))
${isText(request) ? found : ""}`;
}

const PYTHON = { true: "True", false: "False", null: "None" };

function javascript(root, request) {
  const found = `if (artwork.status === "succeeded") {
  console.error(JSON.stringify(await call(\`${root}/v2/artworks/\${artwork.id}/masks\`)));
}
`;
  return `const headers = {
  Authorization: \`Bearer \${process.env.FRISKET_API_KEY}\`,
  "Content-Type": "application/json",
  Prefer: "wait=${WAIT_SECONDS}",
};
const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
const call = async (url, options) => {
  const answer = await fetch(url, { headers, ...options });
  const seconds = Number(answer.headers.get("Retry-After") ?? 1);
  if (answer.status === 429 && seconds <= ${MAX_RETRY_SECONDS}) {
    await sleep(seconds);
    return call(url, options);
  }
  const body = await answer.json();
  if (answer.ok) return body;
  console.error(body.message);
  process.exit(1);
};

const request = ${json(request)};
let artwork = await call("${root}/v2/artworks/segmentation", { method: "POST", body: JSON.stringify(request) });
while (["starting", "processing"].includes(artwork.status)) {
  await sleep(1);
  artwork = await call(\`${root}/v2/artworks/\${artwork.id}\`);
}
console.log(JSON.stringify(artwork, null, 2));
${isText(request) ? found : ""}`;
}

function java(root, request) {
  // In a text block a backslash begins an escape, and three quotes would end it.
  const body = json(request).replaceAll("\\", "\\\\").replaceAll('"""', '\\"""').replace(/^/gm, "                ");
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Segment {
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String[] arguments) throws Exception {
        String request = """
${body}
                """;
        HttpResponse<String> answer = send(call("${root}/v2/artworks/segmentation")
                .POST(HttpRequest.BodyPublishers.ofString(request)));
        String artwork = answer.headers().firstValue("Location").orElseThrow();
        String body = answer.body();
        while (!body.matches("(?s).*\\"status\\": ?\\"(succeeded|failed|canceled)\\".*")) {
            Thread.sleep(1000);
            body = send(call(artwork)).body();
        }
        System.out.println(body);${isText(request) ? `\n        System.err.println(send(call(artwork + "/masks")).body());` : ""}
    }

    static HttpRequest.Builder call(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + System.getenv("FRISKET_API_KEY"))
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=${WAIT_SECONDS}");
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
        if (answer.statusCode() == 429 && seconds <= ${MAX_RETRY_SECONDS}) {
            Thread.sleep(1000 * seconds);
            return send(request);
        }
        if (answer.statusCode() >= 400) {
            System.err.println(answer.body().replaceFirst("(?s).*\\"message\\": ?\\"(.*)\\", ?\\"statusCode\\".*", "$1"));
            System.exit(1);
        }
        return answer;
    }
}
`;
}

const SNIPPETS = { curl, python, javascript, java };
const COPIED_MILLIS = 1500;

/** Shows the object that is worked on as code, again at each call of what is answered; `now` answers {sheet, usual}. */
export function bindCode(now) {
  const show = () => {
    const { sheet, usual } = now();
    const request = { imageUrl: sheet.picture?.knownAddress ?? "https://pictures.example/yours.jpg", ...requestOf(sheet.object, usual) };
    $("code").textContent = SNIPPETS[chosen("language")](ROOT, JSON.parse(JSON.stringify(request)));
  };
  $("languages").addEventListener("change", show);
  $("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText($("code").textContent);
    say("Copied.");
    $("copy").textContent = "Copied";
    setTimeout(() => ($("copy").textContent = "Copy"), COPIED_MILLIS);
  });
  return show;
}
