"""What operations need to succeed: a tenant of its own with people, a project and what lies in it, and fresh resources for each change."""

import itertools
import time

import requests

PASSWORD = "correct horse battery"
# Names are not taken when it runs again on the same installation.
COUNTER = itertools.count(int(time.time() * 1000))


class World:
    """One tenant, in which `ann` does what is tested; nothing else of the installation is touched but by its administrator."""

    def __init__(self, url, administrator, provider, administrator_of_provider):
        self.url = url
        self.provider = provider
        self.administrator_of_provider = administrator_of_provider
        self.http = requests.Session()
        self.platform = self.login(*administrator)["access_token"]
        self.renew()

    def renew(self):
        tenant = self.tenant()
        self.ann = self.login(tenant["email"])["access_token"]
        self.bo = self.person("tenant_admin")["token"]
        self.project = self.post("/api/projects", {"name": f"Shop {next(COUNTER)}"})["id"]
        self.kept, self.calls = {}, {}

    def send(self, method, path, body=None, token=None):
        headers = {"Authorization": f"Bearer {token or self.ann}"}
        answer = self.http.request(method, self.url + path, json=body, headers=headers)
        if not answer.ok:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else None

    def post(self, path, body=None, token=None):
        return self.send("POST", path, body, token)

    def below(self, path, body=None):
        return self.post(f"/api/projects/{self.project}{path}", body)

    # People

    def tenant(self):
        email = f"boss{next(COUNTER)}@seed.test"
        admin = {"email": email, "password": PASSWORD}
        made = self.post("/api/tenants", {"name": f"Seed {email}", "initialAdminUser": admin}, self.platform)
        return {**made, "email": email}

    def login(self, email, password=PASSWORD):
        return requests.post(f"{self.url}/api/auth/login", json={"email": email, "password": password}, timeout=60).json()

    def user(self, role="user", token=None):
        return self.post("/api/users", {"email": f"user{next(COUNTER)}@seed.test", "password": PASSWORD, "role": role}, token)

    def person(self, role="user", token=None):
        user = self.user(role, token)
        session = self.login(user["email"])
        return {**user, "token": session["access_token"], "refresh": session["refresh_token"]}

    # Of the project

    def prompt(self):
        """Versions 1.0.0, active, and 1.1.0, a draft; the same of its asset `sign`; all of them in French as well."""
        french = [{"languageCode": "fr-FR", "promptText": "Cher {{variable:who}}"}]
        made = self.below(
            "/prompts/load-structure",
            {
                "prompt": {"name": f"Mail {next(COUNTER)}"},
                "version": {"promptText": "Dear {{variable:who}}, {{asset:sign}}", "translations": french},
                "assets": [{"key": "sign", "value": "Yours", "translations": [{"languageCode": "fr-FR", "value": "Bien à vous"}]}],
            },
        )
        draft = {"versionTag": "1.1.0", "languageCode": "en-US"}
        path = f"/prompts/{made['id']}"
        self.below(f"{path}/versions", {**draft, "promptText": "Hi {{variable:who}}", "initialTranslations": french})
        translated = [{"languageCode": "fr-FR", "value": "Salut"}]
        self.below(f"{path}/assets/sign/versions", {**draft, "value": "Bye", "translations": translated})
        return made

    def environment(self):
        return self.below("/environments", {"name": f"stage {next(COUNTER)}"})

    def region(self):
        number = next(COUNTER)
        letters = [chr(97 + number // 26**place % 26) for place in range(4)]
        code = f"{letters[3]}{letters[2]}-{(letters[1] + letters[0]).upper()}"
        return self.below("/regions", {"languageCode": code, "name": "Somewhere"})

    def order(self, environment=None):
        """What a deployment says of its aim and its items."""
        version = self.prompt()["versions"][0]
        item = {"entityType": "PROMPT_VERSION", "entityId": version["id"], "versionTag": version["versionTag"]}
        return {"environmentId": environment or self.environment()["id"], "items": [item]}

    def deployment(self, *steps, by=None, environment=None):
        path = f"/api/projects/{self.project}/deployments"
        made = self.post(path, {"name": f"Release {next(COUNTER)}", **self.order(environment)}, by or self.bo)
        for method, step in steps:
            self.send(method, f"{path}/{made['id']}/{step}")
        return made

    def deployed(self, environment=None):
        return self.deployment(("PUT", "approve"), ("POST", "deploy"), environment=environment)

    def backup(self):
        prompt = self.prompt()["id"]
        self.below(f"/prompts/{prompt}/backup", {})
        backups = self.send("GET", f"/api/projects/{self.project}/prompts/backups/list")["backups"]
        return next(each["fileName"] for each in backups if each["promptId"] == prompt)

    def sign_in_elsewhere(self):
        """A user's way to his provider, up to where he is sent back: the address, and the cookie of our half of it."""
        start = requests.get(f"{self.url}/api/auth/oidc/{self.provider}/start", allow_redirects=False, timeout=60)
        browser = requests.Session()
        address = f"{start.headers['location']}&login_hint=person{next(COUNTER) % 50}"
        while not address.startswith(self.url):
            answer = browser.get(address, allow_redirects=False)
            address = requests.compat.urljoin(address, answer.headers["location"])
        return address, start.headers["set-cookie"].split(";")[0]

    def linked(self):
        """Somebody who signed in at his provider, which has a tenant of its own."""
        address, cookie = self.sign_in_elsewhere()
        token = self.http.get(address, headers={"cookie": cookie}).json()["access_token"]
        profile = self.send("GET", "/api/auth/profile", token=token)
        link = self.send("GET", "/api/auth/oidc-links", token=token)[0]
        return {"token": token, "id": profile["id"], "linkId": link["id"]}


# What a parameter of a path is filled with.
MAKE = {
    "promptId": lambda w: w.prompt()["id"],
    "environmentId": lambda w: w.environment()["id"],
    "langCode": lambda w: w.region()["languageCode"],
    "tagId": lambda w: w.below("/tags", {"name": f"tag {next(COUNTER)}"})["id"],
    "aiModelId": lambda w: w.below("/aimodels", {"name": f"model {next(COUNTER)}"})["id"],
    "metadataId": lambda w: w.below("/rag-document-metadata", {"documentName": f"document {next(COUNTER)}"})["id"],
    "culturalDataId": lambda w: w.below("/cultural-data", {"key": f"key {next(COUNTER)}", "regionId": w.region()["languageCode"]})["key"],
    "deploymentId": lambda w: w.deployment()["id"],
    "fileName": lambda w: w.backup(),
    "userId": lambda w: w.user()["id"],
    "projectSlug": lambda w: w.post("/api/projects", {"name": f"Other {next(COUNTER)}"})["id"],
    "tenantId": lambda w: w.tenant()["id"],
    "eventId": lambda w: w.send("GET", "/api/audit/events?limit=1")[0]["id"],
    "provider": lambda w: w.provider,
    "assetKey": lambda w: "sign",
    "versionTag": lambda w: "1.1.0",
    "otherTag": lambda w: "1.0.0",
    "languageCode": lambda w: "fr-FR",
}
MAKE["promptName"] = MAKE["promptId"]
# Parameters whose name says it together with the group of the operation only.
MAKE_IN = {
    ("id", "Prompts"): MAKE["promptId"],
    ("id", "Documents"): lambda w: f"mail-{next(COUNTER)}",
    ("id", "Users"): MAKE["userId"],
    ("id", "OidcLinks"): MAKE["userId"],
    ("id", "ApiKeys"): lambda w: w.post("/api/api-keys", {"name": "seed"})["id"],
    ("name", "Tags"): lambda w: w.below("/tags", {"name": f"tag {next(COUNTER)}"})["name"],
    ("name", "Environments"): lambda w: w.environment()["name"],
}
