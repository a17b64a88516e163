"""What each operation needs besides its path: an earlier step, references in its body, somebody else's credentials."""

import re
from urllib.parse import parse_qsl, urlsplit

from seeds import COUNTER, MAKE, MAKE_IN, PASSWORD


class Call:
    """`refs` go into every body, `good` makes the document's example one that succeeds."""

    def __init__(self, world, operation_id, path, reads):
        self.world = world
        self.token = world.ann
        self.refs, self.good, self.query, self.headers = {}, {}, {}, {}
        self.path = path_of(world, operation_id, path, reads)
        if operation_id in PREPARE:
            PREPARE[operation_id](world, self)

    def before(self, method, route, body=None):
        """An earlier step at `route`, which is named as in the document, below the project."""
        self.world.send(method, f"/api/projects/{{projectId}}{route}".format(**self.path), body)


def path_of(world, operation_id, path, reads):
    """Real values of the parameters in a path; readers share theirs."""
    group = operation_id.split("_")[0]
    values = {}
    for name in re.findall(r"{(\w+)}", path):
        make = MAKE.get(name) or MAKE_IN.get((name, group))
        if name == "projectId":
            values[name] = world.project
        elif make and reads:
            if (name, group) not in world.kept:
                world.kept[name, group] = make(world)
            values[name] = world.kept[name, group]
        elif make:
            values[name] = make(world)
    return values


VERSION = "/prompts/{promptId}/versions/{versionTag}"
ASSET_VERSION = "/prompts/{promptId}/assets/{assetKey}/versions/{versionTag}"
POINTER = "/environments/{environmentId}/pointers/{promptId}"

PREPARE = {}


def prepares(*operation_ids):
    def register(function):
        PREPARE.update({each: function for each in operation_ids})
        return function

    return register


def step(route, method="POST", body=None):
    return lambda world, call: call.before(method, route, body)


def good(**values):
    return lambda world, call: call.good.update({name: each() if callable(each) else each for name, each in values.items()})


def unique(prefix, suffix=""):
    return lambda: f"{prefix}{next(COUNTER)}{suffix}"


def by(role):
    def prepare(world, call):
        call.token = {"bo": world.bo, "platform": world.platform}[role]

    return prepare


PREPARE.update(
    {
        "VersionStates_restore": step(f"{VERSION}/archive"),
        "VersionStates_unpublish": step(f"{VERSION}/request-publish"),
        "AssetVersionStates_restore": step(f"{ASSET_VERSION}/archive"),
        "AssetVersionStates_unpublish": step(f"{ASSET_VERSION}/publish"),
        **dict.fromkeys(("Pointers_read", "Pointers_remove"), step(POINTER, "PUT", {"versionTag": "1.0.0"})),
        **dict.fromkeys(("Members_read", "Members_revoke"), step("/members/{userId}", "PUT", {"role": "editor"})),
        "Translations_create": good(languageCode="de-DE"),
        "AssetTranslations_create": good(languageCode="de-DE"),
        "Versions_create": good(versionTag="1.2.0"),
        "AssetVersions_create": good(versionTag="1.2.0"),
        "Assets_create": good(key=unique("sign")),
        "Prompts_create": good(name=unique("Mail "), slug=unique("mail-"), tags=[]),
        "Structures_load": good(prompt=lambda: {"name": f"Mail {next(COUNTER)}"}),
        "Projects_create": good(name=unique("Shop ")),
        "Projects_update": good(name=unique("Web shop ")),
        "Environments_create": good(name=unique("stage ")),
        "Environments_update": good(name=unique("live ")),
        "Tags_create": good(name=unique("tag ")),
        "Tags_update": good(name=unique("invoices ")),
        "AiModels_create": good(name=unique("model ")),
        "AiModels_update": good(name=unique("model ")),
        "RagDocuments_create": good(documentName=unique("document ")),
        "Prompts_update": good(tagIds=[]),
        "Prompts_replace": good(tagIds=[]),
        "Auth_register": good(email=unique("registered", "@seed.test")),
        "Deployments_cancel": by("bo"),
        "RoleProbes_checkAdmin": by("platform"),
        "Tenants_delete": by("platform"),
        "Tenants_update": by("platform"),
        "Tenants_read": by("platform"),
    }
)


@prepares("Regions_create")
def region_to_be(world, call):
    number = next(COUNTER)
    call.good["languageCode"] = f"q{chr(97 + number // 676 % 26)}-{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}"


@prepares("CulturalData_create")
def cultural_data_to_be(world, call):
    call.refs["regionId"] = world.region()["languageCode"]
    call.good["key"] = f"key {next(COUNTER)}"


@prepares("Deployments_create")
def deployment_to_be(world, call):
    call.refs.update(world.order())
    call.good["name"] = f"Release {next(COUNTER)}"


@prepares("Deployments_deploy")
def approved(world, call):
    call.before("PUT", "/deployments/{deploymentId}/approve")


@prepares("Deployments_rollback")
def deployed_twice(world, call):
    environment = world.environment()["id"]
    call.refs["rollbackToDeploymentId"] = world.deployed(environment)["id"]
    call.path["deploymentId"] = world.deployed(environment)["id"]


@prepares("Pointers_move")
def movable(world, call):
    call.refs["versionTag"] = "1.0.0"


@prepares("ReleaseRules_confirm", "ReleaseRules_discard")
def proposed_rules(world, call):
    """Nobody may confirm what they proposed, so a colleague proposes."""
    call.before("PUT", "/environments/{environmentId}/rules", {"changesNeedApproval": True})
    route = f"/api/projects/{call.path['projectId']}/environments/{call.path['environmentId']}/rules"
    call.refs["changeId"] = world.send("PUT", route, {"approvals": 2, "changesNeedApproval": True}, world.bo)["pending"]["id"]


@prepares("Changes_apply")
def change(world, call):
    body = {"versionTag": "1.2.0", "promptText": "Dear {{who}}", "languageCode": "en"}
    call.good["changes"] = [{"action": "create", "resource": "version", "prompt": world.prompt()["id"], "body": body}]


@prepares("ServePrompt_base", "ServePrompt_inLanguage")
def served(world, call):
    call.query["environmentName"] = None


@prepares("ResolvePrompt_resolve")
def resolved(world, call):
    call.good.update(version="1.0.0", language=None)


@prepares("ResolvePrompt_template")
def template(world, call):
    call.query.update(version="1.0.0", environment=None, language=None)


@prepares("ApiKeys_create")
def key_of_the_project(world, call):
    call.good.update(projects=[world.project], environments=[world.environment()["name"]])


@prepares("Users_create", "Users_update")
def colleague(world, call):
    call.good.update(email=f"colleague{next(COUNTER)}@seed.test", tenantId=None)


@prepares("Users_changeCredentials")
def user_of_the_platform(world, call):
    """Only an `admin` may, and the tenants that are made here have none."""
    call.token = world.platform
    call.path["id"] = world.user(token=world.platform)["id"]
    call.good["email"] = f"changed{next(COUNTER)}@seed.test"


@prepares("Tenants_create")
def tenant_to_be(world, call):
    call.token = world.platform
    number = next(COUNTER)
    call.good.update(name=f"Acme {number}", initialAdminUser={"email": f"ann{number}@acme.test", "password": PASSWORD})


# Operations that end a session or change credentials are somebody's who is not needed any more.


@prepares("Sessions_logout", "Sessions_logoutEverywhere")
def leaving(world, call):
    call.token = world.person()["token"]


@prepares("RoleProbes_checkUser")
def plain_user(world, call):
    if "user" not in world.kept:
        world.kept["user"] = world.person()["token"]
    call.token = world.kept["user"]


@prepares("Sessions_end")
def one_of_two_sessions(world, call):
    person = world.person()
    call.token = world.login(person["email"])["access_token"]
    sessions = world.send("GET", "/api/auth/sessions", token=call.token)
    call.path["sessionId"] = next(each["id"] for each in sessions if not each["current"])


@prepares("Passwords_change")
def own_password(world, call):
    call.token = world.person()["token"]
    call.refs["currentPassword"] = PASSWORD


@prepares("Passwords_reset")
def forgotten_password(world, call):
    call.refs["token"] = world.post(f"/api/users/{world.user()['id']}/password-reset")["token"]


@prepares("Auth_login")
def known_person(world, call):
    call.good.update(email=world.user()["email"], password=PASSWORD)


@prepares("Auth_refresh")
def refreshable(world, call):
    call.refs["refresh_token"] = world.person()["refresh"]


@prepares("Oidc_callback")
def sent_back(world, call):
    address, call.headers["cookie"] = world.sign_in_elsewhere()
    call.query.update(parse_qsl(urlsplit(address).query))


@prepares("OidcLinks_remove")
def own_link(world, call):
    linked = world.linked()
    call.token, call.path["linkId"] = linked["token"], linked["linkId"]


@prepares("OidcLinks_removeOfUser", "OidcLinks_listOfUser")
def link_of_a_user(world, call):
    linked = world.linked()
    call.token = world.login(world.administrator_of_provider)["access_token"]
    call.path.update(id=linked["id"], linkId=linked["linkId"])
