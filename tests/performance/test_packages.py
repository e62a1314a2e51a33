from tests.performance.packages import only_for_tests


def test_modules_of_packages_that_are_not_required():
    requirements = "ruamel.yaml==1 \\\n    --hash=sha256:0\n    # via other\nPillow_Heif==2\n"
    installed = {
        "ruamel": ["ruamel-yaml"],
        "pillow_heif": ["pillow-heif"],
        "google": ["googleapis", "pillow-heif"],
        "other": ["other-package"],
        "0a1b__mypyc": ["black"],
    }
    assert only_for_tests(requirements, installed) == ["other"]
