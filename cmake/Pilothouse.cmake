# SPDX-FileCopyrightText: The Pilothouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Warnings, sanitizers, ccache and the three functions that rooms, programs and tests are made with.

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tl-expected REQUIRED)
find_package(Boost REQUIRED)
find_package(pugixml REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Charts Svg DBus Test)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
endif()

add_library(pilothouse_flags INTERFACE)
target_compile_options(pilothouse_flags INTERFACE -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor
    -Woverloaded-virtual -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # Once it optimises, GCC 12 sees overlaps in std::string's operator+ (its bug 105651) and strings of rows
    # without a value that are not there.
    target_compile_options(pilothouse_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
target_include_directories(pilothouse_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(PILOTHOUSE_SANITIZE)
    target_compile_options(pilothouse_flags INTERFACE -fsanitize=${PILOTHOUSE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(pilothouse_flags INTERFACE -fsanitize=${PILOTHOUSE_SANITIZE})
endif()

# pilothouse_room(name LINK a b ...): a static library of all .cpp files of the calling folder (not of sub-folders).
function(pilothouse_room name)
    cmake_parse_arguments(ROOM "" "" "LINK" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    if(sources)
        add_library(${name} STATIC ${sources})
        target_link_libraries(${name} PUBLIC pilothouse_flags ${ROOM_LINK})
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE pilothouse_flags ${ROOM_LINK})
    endif()
endfunction()

# pilothouse_tests(room LINK a b ...): one test program test_<room> of all *_test.cpp files of the calling folder.
# Each SUBJECT_test.cpp holds one Qt Test class and becomes the ctest test "<room>.SUBJECT".
function(pilothouse_tests room)
    cmake_parse_arguments(T "GUI" "TIMEOUT" "LINK" ${ARGN})
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 300)
    endif()
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    set(program test_${room})
    add_executable(${program} ${sources} ${CMAKE_SOURCE_DIR}/tests/support/main.cpp)
    set_target_properties(${program} PROPERTIES AUTOMOC ON)
    target_compile_definitions(${program} PRIVATE PILOTHOUSE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        PILOTHOUSE_BIN_DIR="${CMAKE_BINARY_DIR}/bin" QT_NO_FOREACH)
    target_compile_options(${program} PRIVATE -O0) # what is tested is optimised, the tests need not be
    target_link_libraries(${program} PRIVATE pilothouse_flags ${T_LINK} Qt6::Test)
    if(T_GUI)
        target_compile_definitions(${program} PRIVATE PILOTHOUSE_TEST_GUI)
        target_link_libraries(${program} PRIVATE Qt6::Widgets)
    endif()
    foreach(source ${sources})
        if(source MATCHES "([a-z0-9_]+)_test\\.cpp$")
            set(subject ${CMAKE_MATCH_1})
            add_test(NAME ${room}.${subject} COMMAND ${program} ${subject})
            set_tests_properties(${room}.${subject} PROPERTIES TIMEOUT ${T_TIMEOUT})
            if(T_GUI)
                set_tests_properties(${room}.${subject} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
            endif()
        endif()
    endforeach()
endfunction()
